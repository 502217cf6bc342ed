import { everything } from '@/features/archive/everything/data'
import { exportPackage, exportText } from '@/features/archive/exports/data'
import { EXPORT_FILES, exportSchema } from '@/features/archive/exports/schema'
import { streamOut } from '@/features/archive/staging/data'
import { PACKAGE } from '@/features/archive/thread/schema'
import { enterRoute } from '@/lib/action'

const refuse = (error: string, status: number) =>
  Response.json({ error }, { status, headers: { 'cache-control': 'no-store' } })

/** Everything of a learner's, as the pieces of one text. */
function pieces(list: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(stream) {
      const { value, done } = await list.next()
      if (done) stream.close()
      else stream.enqueue(encoder.encode(value))
    },
  })
}

/** A learner's own notes, or all that is kept of them, as a file. `?site=1` adds studied site cards. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ format: string }> },
): Promise<Response> {
  const format = exportSchema.safeParse((await params).format)
  if (!format.success) return refuse('There is no such export.', 404)
  const userId = await enterRoute(request, 'file')
  if (userId instanceof Response) return userId
  const { name, type } = EXPORT_FILES[format.data]
  const headers = {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  }
  if (format.data === 'json')
    return new Response(pieces(everything(userId, Date.now())), { headers })
  if (format.data !== 'apkg')
    return new Response(await exportText(userId, format.data), { headers })
  const withSite = new URL(request.url).searchParams.get('site') === '1'
  const made = await exportPackage(userId, withSite, Date.now(), () => {}, request.signal)
  if (!made.ok) return refuse(made.error, 409)
  return new Response(streamOut(made.value, PACKAGE), { headers })
}
