import { getMedium } from '@/features/cards/own/media/data'
import { readMediaName } from '@/features/cards/own/media/rules'
import { currentUser } from '@/lib/auth'

const LOST = new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })

/** A picture or a sound of the learner's own. Whatever it holds, it runs nothing. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ name: string }> },
): Promise<Response> {
  const read = readMediaName((await params).name)
  const userId = await currentUser()
  const medium = read && userId && (await getMedium(userId, read.sha256))
  if (!medium) return LOST.clone()
  return new Response(medium.bytes, {
    headers: {
      'content-type': medium.type,
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    },
  })
}
