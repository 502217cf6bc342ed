import { getDeckFile, getDeckName } from '@/features/cards/deck/data'

type Props = { params: Promise<{ file: string }> }

export const dynamic = 'force-static'
export const dynamicParams = false

export const generateStaticParams = () => [{ file: getDeckName() }]

/** Every card of the site, under a name that changes with them. */
export async function GET(_request: Request, { params }: Props) {
  const body = getDeckFile((await params).file)
  if (body === null) return new Response(null, { status: 404 })
  return new Response(body, {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  })
}
