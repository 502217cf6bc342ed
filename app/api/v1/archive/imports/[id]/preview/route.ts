import * as z from 'zod/mini'
import { previewImport } from '@/features/archive/imports/data'
import { previewRequestSchema } from '@/features/archive/plan/schema'
import { enterRoute, lineRoute } from '@/lib/action'

/** Reads a table that waits once more, with its columns as they are named now. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const userId = await enterRoute(request, 'write')
  if (userId instanceof Response) return userId
  const { id } = await params
  const asked = z.safeParse(previewRequestSchema, await request.json().catch(() => null))
  if (!asked.success)
    return Response.json(
      { error: `The request does not fit: ${z.prettifyError(asked.error)}` },
      { status: 400 },
    )
  return lineRoute(request, (tell, signal) =>
    previewImport(
      userId,
      id,
      asked.data.table,
      (step, done, of) => tell({ step, done, of }),
      signal,
    ),
  )
}
