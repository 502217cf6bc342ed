import { getSearchFile, listSearchFiles } from '@/features/cards/search/data'

type Props = { params: Promise<{ file: string }> }

export const dynamic = 'force-static'
export const dynamicParams = false

export function generateStaticParams() {
  return listSearchFiles().map((file) => ({ file }))
}

/** A file of search under a name that changes with its content. */
export async function GET(_request: Request, { params }: Props) {
  const body = getSearchFile((await params).file)
  if (body === null) return new Response(null, { status: 404 })
  return new Response(body, {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  })
}
