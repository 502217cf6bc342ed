import { getLearner } from '@/features/learner/data'
import { currentUser } from '@/lib/auth'

const headers = { 'cache-control': 'no-store' }

export async function GET(): Promise<Response> {
  const userId = await currentUser()
  const learner = userId && (await getLearner(userId))
  return learner
    ? Response.json({ account: learner.email !== null, theme: learner.theme }, { headers })
    : Response.json({ error: 'Nobody is signed in here.' }, { status: 401, headers })
}
