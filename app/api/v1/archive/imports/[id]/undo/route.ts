import * as z from 'zod/mini'
import { undoImport } from '@/features/archive/imports/past/data'
import { writeRoute } from '@/lib/action'

/** Takes an import back as a whole. Twice is the same as once. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params
  return writeRoute(request, z.strictObject({}), { maxBytes: 64, points: () => 20 }, (userId) =>
    undoImport(userId, id, Date.now()),
  )
}
