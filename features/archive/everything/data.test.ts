import { beforeAll, expect, test } from 'vitest'
import {
  MINUTE,
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  runningRound,
  Tab,
} from '@/features/interview/fixtures/round'

let rounds: Rounds
beforeAll(async () => {
  rounds = await openRounds()
}, 60_000)

test('rounds go with their papers, items and entries, and nobody else’s', async () => {
  const { everything } = await import('./data')
  const [me, other] = [await newLearner(rounds), await newLearner(rounds)]
  const [mine] = [await runningRound(rounds, me, { size: 5 }), await runningRound(rounds, other)]
  const tab = new Tab(rounds, me, mine.id)
  await tab.send([tab.answer(mine, 0, NOW)], NOW)
  await rounds.submitInterview(me, mine.id, NOW + MINUTE)
  let text = ''
  for await (const piece of everything(me, NOW)) text += piece
  const all = JSON.parse(text) as Record<string, Record<string, unknown>[]>
  expect(all.Interview?.map(({ id }) => id)).toEqual([mine.id])
  expect(all.InterviewItem?.map(({ interviewId }) => interviewId)).toEqual(
    Array.from({ length: 5 }, () => mine.id),
  )
  expect(all.InterviewEntry?.map(({ interviewId }) => interviewId)).toEqual([mine.id])
  expect(all.InterviewItem?.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4])
  expect(all.Paper?.map(({ sha256 }) => sha256)).toEqual([all.Interview?.[0]?.paperId])
})

test('a round that is still sat does not tell what it asks next', async () => {
  const { everything } = await import('./data')
  const me = await newLearner(rounds)
  const room = await runningRound(rounds, me, { blueprint: 'rapid' })
  let text = ''
  for await (const piece of everything(me, NOW)) text += piece
  expect(JSON.parse(text).Interview).toHaveLength(1)
  const rows = await rounds.db().interviewItem.findMany({ where: { interviewId: room.id } })
  for (const { ref } of rows) expect(text).not.toContain(ref)
})
