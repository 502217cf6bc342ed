import { askOpinion } from '@/features/interview/opinion/data'
import { askSchema } from '@/features/interview/opinion/schema'
import { writeRoute } from '@/lib/action'

/** A model costs its operator something: thirty a minute for one learner. */
const POINTS = 20

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, askSchema, { maxBytes: 1024, points: () => POINTS }, (userId, ask) =>
    askOpinion(userId, ask, Date.now()),
  )
}
