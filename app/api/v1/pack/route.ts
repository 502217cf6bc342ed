import { buildPack } from '@/features/review/pack/data'
import { currentUser } from '@/lib/auth'

const headers = { 'cache-control': 'no-store' }

export async function GET(): Promise<Response> {
  const userId = await currentUser()
  const pack = userId && (await buildPack(userId, Date.now()))
  return pack
    ? Response.json(pack, { headers })
    : Response.json({ error: 'Nobody studies in this browser.' }, { status: 401, headers })
}
