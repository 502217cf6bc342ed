import { getImport } from '@/features/archive/imports/past/data'
import { reportText } from '@/features/archive/report/rules'
import { currentUser } from '@/lib/auth'

/** The report of an import as a text file. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params
  const userId = await currentUser()
  const found = userId && (await getImport(userId, id))
  if (!found) return Response.json({ error: 'There is no such import.' }, { status: 404 })
  return new Response(reportText(found), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="import-report.txt"',
      'cache-control': 'no-store',
    },
  })
}
