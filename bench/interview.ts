import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '@libsql/client'
import {
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  runningRound,
  SECOND,
  Tab,
  value,
} from '@/features/interview/fixtures/round'
import type { RoomView } from '@/features/interview/schema'
import { shownOrder } from '@/features/quiz/sheet/rules'
import type { UserId } from '@/lib/auth'
import { insert, instant, openMigrated, type Values } from './fill'
import { atLeast, atMost, type Row, report, say, told, within } from './row'
import { scratch } from './servers'
import { median, percentile } from './stats'

// An exam of 65 questions from its first save to its report, against libsql doing the same rows alone
// on a database of its own: WAL, synchronous=FULL, one connection, as the app has it.

const QUESTIONS = 65
const RUNS = 21
const WARM_UP = 4
const CANDIDATES = 200
const SAVES_EACH = 20
const ROUNDS_OF_SAVES = 5

type Work = () => Promise<void>

async function timed(work: Work): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** A learner with a whole exam answered: right by half, wrong by half, and sure of it. */
async function satExam(rounds: Rounds): Promise<{ userId: UserId; room: RoomView }> {
  const { getExercise } = await import('@/features/quiz/data')
  const userId = await newLearner(rounds)
  const room = await runningRound(rounds, userId, { size: QUESTIONS })
  const rows = await rounds.db().interviewItem.findMany({ where: { interviewId: room.id } })
  const tab = new Tab(rounds, userId, room.id)
  const writes = rows.flatMap(({ place, ref, seed }) => {
    const body = getExercise(ref, seed)?.body
    const options = body && 'options' in body ? body.options : []
    const order = shownOrder(options.length, seed, 'options')
    const keys = order.flatMap((index, at) => (options[index]?.key ? [at] : []))
    const isRight = place % 2 === 0 && keys.length > 0
    const chosen = isRight ? { kind: 'choice' as const, chosen: keys } : undefined
    return [
      tab.answer(room, place, NOW, chosen),
      tab.write(place, 'confidence', 'sure', NOW),
      tab.write(place, 'spent', 90_000, NOW),
    ]
  })
  for (let at = 0; at < writes.length; at += 100) await tab.send(writes.slice(at, at + 100), NOW)
  return { userId, room }
}

/** The rows of one table that `where` finds, as they are. */
const select = async (client: Client, table: string, where: string, ...args: string[]) =>
  (await client.execute({ sql: `SELECT * FROM "${table}" WHERE ${where}`, args }))
    .rows as unknown as Values[]

/** Every row of a round, read and dropped. */
async function readRaw(client: Client, id: string): Promise<Values[][]> {
  const [round] = await select(client, 'Interview', '"id" = ?', id)
  return [
    await select(client, 'Paper', '"sha256" = ?', String(round?.paperId)),
    await select(client, 'InterviewItem', '"interviewId" = ? ORDER BY "place"', id),
    await select(client, 'InterviewEntry', '"interviewId" = ?', id),
  ]
}

/** What grading wrote, as rows: the verdicts, the events, the memories and the day. */
async function writtenBy(client: Client, learnerId: string, id: string) {
  return {
    items: await select(client, 'InterviewItem', '"interviewId" = ?', id),
    reviews: await select(client, 'Review', '"learnerId" = ?', learnerId),
    memories: await select(client, 'Memory', '"learnerId" = ?', learnerId),
    days: await select(client, 'Day', '"learnerId" = ?', learnerId),
  }
}

/** The same rows written anew in one transaction, for a learner of their own. */
async function writeRaw(
  client: Client,
  { items, reviews, memories, days }: Awaited<ReturnType<typeof writtenBy>>,
  turn: number,
): Promise<void> {
  const learnerId = `raw-${turn}`
  await client.batch(
    [
      ...items.map(({ right, score, verdict, proof, interviewId, place }) => ({
        sql: 'UPDATE "InterviewItem" SET "right" = ?, "score" = ?, "verdict" = ?, "proof" = ? WHERE "interviewId" = ? AND "place" = ?',
        args: [right, score, verdict, proof, interviewId, place] as (string | number | null)[],
      })),
      {
        sql: 'UPDATE "Interview" SET "state" = ?, "score" = ?, "gradedAt" = ? WHERE "id" = ?',
        args: ['graded', 0.5, instant(NOW), String(items[0]?.interviewId)],
      },
      ...reviews.map(({ seq: _, ...row }) => insert('Review', { ...row, learnerId })),
      ...memories.map((row) => insert('Memory', { ...row, learnerId })),
      ...days.map((row) => insert('Day', { ...row, learnerId })),
    ],
    'write',
  )
}

async function measureReport(rounds: Rounds, client: Client): Promise<Row[]> {
  const { getReport } = await import('@/features/interview/report/data')
  const [grading, reading, resuming, rawGrading, rawReading]: number[][] = [[], [], [], [], []]
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    const { userId, room } = await satExam(rounds)
    const resumed = await timed(async () => {
      const again = await rounds.getRoom(userId, room.id, NOW + SECOND)
      if (again?.items.some(({ held }) => held.answer === null))
        throw new Error('an answer is lost')
    })
    const graded = await timed(async () => {
      value(await rounds.submitInterview(userId, room.id, NOW + SECOND))
    })
    const told = await timed(async () => {
      const report = await getReport(userId, room.id)
      if (report?.places.length !== QUESTIONS) throw new Error('the report is not whole')
    })
    const written = await writtenBy(client, userId, room.id)
    await client.execute(insert('Learner', { id: `raw-${run}` }))
    const rawGraded = await timed(() => writeRaw(client, written, run))
    const rawRead = await timed(async () => void (await readRaw(client, room.id)))
    if (run < 0) continue
    grading?.push(graded)
    reading?.push(told)
    resuming?.push(resumed)
    rawGrading?.push(rawGraded)
    rawReading?.push(rawRead)
  }
  const both = (grading ?? []).map((ms, i) => ms + (reading?.[i] ?? 0))
  const rawBoth = (rawGrading ?? []).map((ms, i) => ms + (rawReading?.[i] ?? 0))
  const of = (list: number[] | undefined) => median(list ?? [])
  const name = `interview: report of ${QUESTIONS} questions`
  return [
    within(500, { name: `${name}, 95th percentile`, ours: percentile(both, 0.95), unit: 'ms' }),
    atMost(10, {
      name: `${name} to its rows raw`,
      ours: of(both),
      reference: of(rawBoth),
      unit: 'ms',
    }),
    atMost(15, {
      name: `interview: resume of ${QUESTIONS} questions to its rows raw`,
      ours: of(resuming),
      reference: of(rawReading),
      unit: 'ms',
    }),
    within(1000, {
      name: 'interview: resume, 95th percentile',
      ours: percentile(resuming ?? [], 0.95),
      unit: 'ms',
    }),
  ]
}

/** One save of one candidate: a register and the round's highest sequence. */
const rawSave = (interviewId: string, place: number, value: string, sequence: number) => [
  insert(
    'InterviewEntry',
    {
      interviewId,
      place,
      field: 'answer',
      timing: 'server',
      value,
      sequence,
      client: interviewId,
      stampedAt: instant(NOW),
      arrivedAt: instant(NOW),
    },
    ['interviewId', 'place', 'field', 'timing'],
  ),
  {
    sql: 'UPDATE "Interview" SET "sequence" = max("sequence", ?) WHERE "id" = ?',
    args: [sequence, interviewId],
  },
]

async function measureSaves(rounds: Rounds, client: Client): Promise<Row[]> {
  say(`${CANDIDATES} candidates begin`)
  const seats: { userId: UserId; room: RoomView; tab: Tab }[] = []
  for (let seat = 0; seat < CANDIDATES; seat += 1) {
    const userId = await newLearner(rounds)
    const room = await runningRound(rounds, userId, { size: QUESTIONS })
    seats.push({ userId, room, tab: new Tab(rounds, userId, room.id) })
  }
  const answer = JSON.stringify({ as: 'exercise', chosen: { kind: 'choice', chosen: [1] } })
  const [ours, alone, together, waits]: number[][] = [[], [], [], []]
  const total = CANDIDATES * SAVES_EACH
  const perSecond = (ms: number) => (total * 1000) / ms
  for (let round = -1; round < ROUNDS_OF_SAVES; round += 1) {
    say(`saves, turn ${round + 2} of ${ROUNDS_OF_SAVES + 1}`)
    const waited: number[] = []
    const saved = await timed(async () => {
      await Promise.all(
        seats.map(async ({ room, tab }) => {
          for (let save = 0; save < SAVES_EACH; save += 1) {
            const one = tab.answer(room, save, NOW + 1)
            waited.push(await timed(async () => void (await tab.send([one], NOW + 1))))
          }
        }),
      )
    })
    const each = await timed(async () => {
      for (let save = 0; save < SAVES_EACH; save += 1)
        for (const { room } of seats.slice(0, CANDIDATES / 10))
          await client.batch(rawSave(room.id, save, answer, 1000 + round), 'write')
    })
    const all = await timed(async () => {
      for (let save = 0; save < SAVES_EACH; save += 1)
        await client.batch(
          seats.flatMap(({ room }) => rawSave(room.id, save, answer, 2000 + round)),
          'write',
        )
    })
    if (round < 0) continue
    ours?.push(perSecond(saved))
    alone?.push(perSecond(each) / 10)
    together?.push(perSecond(all))
    waits?.push(percentile(waited, 0.95))
  }
  const unit = 'saves/s'
  const name = `interview: autosave of ${CANDIDATES} candidates at once`
  const of = (list: number[] | undefined) => median(list ?? [])
  return [
    atLeast(4, {
      name: `${name} to a transaction each`,
      ours: of(ours),
      reference: of(alone),
      unit,
    }),
    atLeast(0.15, {
      name: `${name} to all in one transaction`,
      ours: of(ours),
      reference: of(together),
      unit,
    }),
    told({ name: `${name}, 95th percentile of a wait`, ours: of(waits), reference: 0, unit: 'ms' }),
  ]
}

async function measure(folder: string): Promise<Row[]> {
  const url = `file:${join(folder, 'interview.db')}`
  const client = await openMigrated(url)
  Object.assign(process.env, {
    DATABASE_URL: url,
    NEXTAUTH_SECRET: `no session is opened here, so any will do: ${randomUUID()}`,
    NODE_ENV: 'production',
  })
  const rounds = await openRounds(url)
  say(`reports of ${QUESTIONS} questions`)
  const rows = await measureReport(rounds, client)
  const saves = await measureSaves(rounds, client)
  await rounds.db().$disconnect()
  client.close()
  return [...rows, ...saves]
}

const folder = scratch()
try {
  report(await measure(folder))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
