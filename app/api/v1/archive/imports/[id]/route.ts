import * as z from 'zod/mini'
import { cancelImport, takeInFile } from '@/features/archive/imports/data'
import { choicesSchema } from '@/features/archive/plan/schema'
import { enterRoute, lineRoute, writeRoute } from '@/lib/action'
import { done } from '@/lib/outcome'

type Context = { params: Promise<{ id: string }> }

/** Takes a file in, as it was previewed. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const userId = await enterRoute(request, 'file')
  if (userId instanceof Response) return userId
  const { id } = await params
  const choices = z.safeParse(choicesSchema, await request.json().catch(() => null))
  if (!choices.success)
    return Response.json(
      { error: `The request does not fit: ${z.prettifyError(choices.error)}` },
      { status: 400 },
    )
  return lineRoute(request, (tell, signal) =>
    takeInFile(
      userId,
      id,
      choices.data,
      Date.now(),
      (step, at, of) => tell({ step, done: at, of }),
      signal,
    ),
  )
}

/** Forgets a file that waits. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params
  return writeRoute(request, z.strictObject({}), { maxBytes: 64 }, async (userId) => {
    await cancelImport(userId, id)
    return done({ cancelled: true })
  })
}
