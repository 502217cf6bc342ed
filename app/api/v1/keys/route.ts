import { getKeys } from '@/features/learner/keys/data'
import { DEFAULT_KEYS } from '@/features/learner/keys/schema'
import { currentUser } from '@/lib/auth'

export async function GET(): Promise<Response> {
  const userId = await currentUser()
  const keys = userId ? await getKeys(userId) : DEFAULT_KEYS
  return Response.json(keys, { headers: { 'cache-control': 'no-store' } })
}
