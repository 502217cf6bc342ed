import { beforeAll, expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import {
  MINUTE,
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  runningRound,
  Tab,
  value,
} from '../fixtures/round'
import { bundlesOf } from './rules'
import { type Bundle, bundleSchema, type TakenIn } from './schema'

let rounds: Rounds
const LATER = NOW + 60 * MINUTE
beforeAll(async () => {
  rounds = await openRounds()
}, 60_000)

async function exported(userId: UserId): Promise<string> {
  const { everything } = await import('@/features/archive/everything/data')
  let text = ''
  for await (const piece of everything(userId, NOW)) text += piece
  return text
}

function bundlesIn(text: string): Bundle[] {
  const read = bundlesOf(text)
  if ('why' in read) throw new Error(read.why)
  return read.bundles.map((bundle) => bundleSchema.parse(bundle))
}

async function takeIn(userId: UserId, text: string): Promise<TakenIn> {
  const { takeInInterviews } = await import('./data')
  const sum: TakenIn = { added: 0, known: 0, unfit: 0 }
  for (const bundle of bundlesIn(text)) {
    const taken = value(await takeInInterviews(userId, bundle, LATER))
    for (const key of ['added', 'known', 'unfit'] as const) sum[key] += taken[key]
  }
  return sum
}

/** A learner with a graded exam and interview, and one exam that still runs. */
async function withRounds() {
  const me = await newLearner(rounds)
  const exam = await runningRound(rounds, me, { size: 10 })
  const tab = new Tab(rounds, me, exam.id)
  const writes = exam.items
    .slice(0, 7)
    .flatMap(({ place }) => [
      tab.answer(exam, place, NOW),
      tab.write(place, 'confidence', 'think', NOW),
      tab.write(place, 'note', `about ${place}`, NOW),
    ])
  await tab.send(writes, NOW)
  await rounds.submitInterview(me, exam.id, NOW + MINUTE)
  const open = await runningRound(rounds, me, { blueprint: 'interview', size: 15 })
  const other = new Tab(rounds, me, open.id)
  const said = { as: 'open' as const, text: 'It depends.' }
  await other.send([other.write(0, 'answer', said, NOW)], NOW)
  await rounds.goOn(me, { id: open.id, from: 0 }, NOW)
  await rounds.submitInterview(me, open.id, NOW + MINUTE)
  await runningRound(rounds, me)
  return { me, exam: exam.id, open: open.id }
}

test('graded rounds go out and come back to another learner, answer by answer', async () => {
  const { me, exam, open } = await withRounds()
  const text = await exported(me)
  const friend = await newLearner(rounds)
  expect(await takeIn(friend, text)).toEqual({ added: 2, known: 0, unfit: 0 })
  expect(await takeIn(friend, text)).toEqual({ added: 0, known: 2, unfit: 0 })
  expect(await takeIn(me, text)).toEqual({ added: 0, known: 2, unfit: 0 })
  const mine = await rounds.listInterviews(friend, LATER)
  expect(mine).toHaveLength(2)
  for (const [before, round] of [
    [exam, 'exam'],
    [open, 'interview'],
  ] as const) {
    const ours = await rounds.getGraded(me, before)
    const id = mine.find((one) => one.round === round)?.id ?? ''
    expect(id).not.toBe(before)
    const theirs = await rounds.getGraded(friend, id)
    expect(theirs?.graded).toEqual(ours?.graded)
    expect(theirs?.held).toEqual(ours?.held)
    expect(theirs?.paper).toEqual(ours?.paper)
    expect(theirs?.interview).toEqual({ ...ours?.interview, id, timedBy: 'device' })
  }
  // Memory has its own log: nothing is told twice.
  expect(await rounds.db().review.count({ where: { learnerId: friend } })).toBe(0)
  await rounds.sweepInterviews(LATER)
  expect(await rounds.db().review.count({ where: { learnerId: friend } })).toBe(0)
})

test('comes back under its own id where it was deleted', async () => {
  const { me, exam } = await withRounds()
  const text = await exported(me)
  await rounds.db().interview.deleteMany({ where: { learnerId: me } })
  expect(await takeIn(me, text)).toEqual({ added: 2, known: 0, unfit: 0 })
  expect(await rounds.getGraded(me, exam)).not.toBeNull()
})

test('a file is not believed: scores are graded anew, papers are held against their hash', async () => {
  const { me } = await withRounds()
  const all = JSON.parse(await exported(me))
  const friend = await newLearner(rounds)
  for (const row of all.Interview) Object.assign(row, { score: 1, timedBy: 'server' })
  for (const row of all.InterviewItem)
    Object.assign(row, { right: true, score: 1, verdict: '{"findings":[{"html":"<script>"}]}' })
  const [first, second] = all.Interview.filter((row: { gradedAt: unknown }) => row.gradedAt)
  const paper = all.Paper.find((row: { sha256: string }) => row.sha256 === second.paperId)
  paper.items = JSON.stringify(JSON.parse(paper.items).reverse())
  expect(await takeIn(friend, JSON.stringify(all))).toEqual({ added: 1, known: 0, unfit: 1 })
  const [taken] = await rounds.listInterviews(friend, LATER)
  const ours = await rounds.getGraded(me, first.id)
  const theirs = await rounds.getGraded(friend, taken?.id ?? '')
  expect(theirs?.interview.score).toBe(ours?.interview.score)
  expect(theirs?.interview.timedBy).toBe('device')
  expect(JSON.stringify(theirs)).not.toContain('<script>')
})

test.each([
  ['nothing', ''],
  ['another file', '{"format":"coldstart-interview-report"}'],
  ['no object', 'null'],
])('%s is no export', (_, text) => {
  expect(bundlesOf(text)).toEqual({ why: expect.stringMatching(/no export of everything/) })
})
