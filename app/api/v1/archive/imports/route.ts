import { previewImport } from '@/features/archive/imports/data'
import { fileNameSchema, MOST_BYTES } from '@/features/archive/schema'
import { closeFolder, openFolder, receive } from '@/features/archive/staging/data'
import { enterRoute, lineRoute } from '@/lib/action'

/** Takes a file, its bytes as the body, and says line by line how far it is read and what it holds. */
export async function POST(request: Request): Promise<Response> {
  const userId = await enterRoute(request, 'file')
  if (userId instanceof Response) return userId
  const name = fileNameSchema.safeParse(new URL(request.url).searchParams.get('name'))
  if (!name.success || !request.body)
    return Response.json({ error: 'Name the file, ?name=…, and send it.' }, { status: 400 })
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > MOST_BYTES)
    return Response.json(
      { error: `The file is larger than ${MOST_BYTES / 1024 / 1024} MB, which is the most.` },
      { status: 413, headers: { connection: 'close' } },
    )
  const id = await openFolder(userId, name.data, Date.now())
  const received = await receive(id, request.body).catch(() => null)
  if (!received?.ok) {
    await closeFolder(id)
    const error = received?.error ?? 'The file did not arrive whole. Send it again.'
    return Response.json({ error }, { status: 413, headers: { connection: 'close' } })
  }
  return lineRoute(request, async (tell, signal) => {
    const report = (step: string, done: number, of: number) => tell({ step, done, of })
    const preview = await previewImport(userId, id, null, report, signal)
    if (!preview.ok) await closeFolder(id)
    return preview
  })
}
