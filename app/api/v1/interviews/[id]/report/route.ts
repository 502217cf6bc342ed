import { roundNameSchema } from '@/features/interview/marks/schema'
import { getReport } from '@/features/interview/report/data'
import { reportFile } from '@/features/interview/report/file/rules'
import { enterRoute } from '@/lib/action'

const NONE = 'There is no report like this of yours. A round has one as soon as it is graded.'

/** The report of a learner's own round as a file; its form is told in docs/interviews-reports.md. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const headers = { 'cache-control': 'no-store' }
  const userId = await enterRoute(request, 'file')
  if (userId instanceof Response) return userId
  const name = roundNameSchema.safeParse(await params)
  const report = name.success ? await getReport(userId, name.data.id) : null
  if (!report) return Response.json({ error: NONE }, { status: 404, headers })
  const day = new Date(report.startedAt).toISOString().slice(0, 10)
  return new Response(`${JSON.stringify(reportFile(report), null, 2)}\n`, {
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="coldstart-${report.blueprint}-${day}.json"`,
    },
  })
}
