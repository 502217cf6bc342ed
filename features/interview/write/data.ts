import 'server-only'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { coalesce } from '@/lib/coalesce'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { NO_INTERVIEW, toRound } from '../clock/data'
import { asOf, clockOf, type Place, type Round, timingOf } from '../clock/rules'
import { gradeDue } from '../grade/data'
import type { Timing, Writes, WritesTaken } from '../schema'

/** So many saves are committed together at most. */
const MOST_AT_ONCE = 256

interface Job {
  userId: UserId
  writes: Writes
  now: number
}

interface Saved {
  outcome: Outcome<WritesTaken>
  /** Whether the round has something to be graded, or graded again. */
  isDue: boolean
}

/** One register to be written, by the names of its columns. */
interface Register {
  interviewId: string
  place: number
  field: string
  timing: Timing
  value: string
  sequence: number
  client: string
  stampedAt: string
  arrivedAt: string
}

/** A date as Prisma keeps it in SQLite. */
const dateText = (ms: number) => new Date(ms).toISOString().replace('Z', '+00:00')

type Rounds = Map<string, Round & { learnerId: string }>
type Places = Map<string, Place>

async function readRounds(tx: Tx, jobs: Job[]): Promise<Rounds> {
  const rows = await tx.interview.findMany({
    where: { id: { in: [...new Set(jobs.map(({ writes }) => writes.interviewId))] } },
  })
  return new Map(rows.map((row) => [row.id, { ...toRound(row), learnerId: row.learnerId }]))
}

const placeSchema = z.array(
  z.object({
    interviewId: z.string(),
    place: z.coerce.number(),
    shownAt: z.nullable(z.coerce.date()),
    closedAt: z.nullable(z.coerce.date()),
    deadlineAt: z.nullable(z.coerce.date()),
  }),
)

async function readPlaces(tx: Tx, jobs: Job[]): Promise<Places> {
  const asked = new Set(
    jobs.flatMap(({ writes: { interviewId, writes } }) =>
      writes.map(({ place }) => JSON.stringify({ interviewId, place })),
    ),
  )
  const rows = await tx.$queryRaw`
    SELECT item."interviewId", item."place", item."shownAt", item."closedAt", item."deadlineAt"
    FROM json_each(${`[${[...asked].join(',')}]`}) AS asked
    JOIN "InterviewItem" AS item
      ON item."interviewId" = asked.value->>'interviewId' AND item."place" = asked.value->>'place'`
  return new Map(z.parse(placeSchema, rows).map((row) => [`${row.interviewId} ${row.place}`, row]))
}

/** Decides about each write of a job, and notes what is to be written. */
function decide(
  { userId, writes, now }: Job,
  rounds: Rounds,
  places: Places,
  out: Register[],
): Saved {
  const { interviewId, client } = writes
  const round = rounds.get(interviewId)
  if (round?.learnerId !== userId) return { outcome: refuse(NO_INTERVIEW), isDue: false }
  const taken: WritesTaken['taken'] = []
  const refused: WritesTaken['refused'] = []
  for (const { place, field, value, sequence, stampedAt } of writes.writes) {
    const timing = timingOf(round, places.get(`${interviewId} ${place}`) ?? null, stampedAt, now)
    if (typeof timing !== 'string') {
      refused.push({ sequence, why: timing.refused })
      continue
    }
    taken.push({ sequence, timing })
    round.sequence = Math.max(round.sequence, sequence)
    out.push({
      interviewId,
      place,
      field,
      timing,
      value: JSON.stringify(value),
      sequence,
      client,
      stampedAt: dateText(stampedAt),
      arrivedAt: dateText(now),
    })
  }
  const { state } = asOf(round, now)
  const isLeft = state === 'submitted' || state === 'expired'
  return {
    outcome: done({ taken, refused, clock: clockOf(round, now) }),
    isDue: isLeft || taken.some(({ timing }) => timing === 'device'),
  }
}

/**
 * Writes registers: of each field the highest (sequence, client) stays, whatever the order in which
 * they come. A write that is known already is not written again, however late its copy comes.
 */
async function putRegisters(tx: Tx, registers: Register[]): Promise<void> {
  const rows = JSON.stringify(registers)
  await tx.$executeRaw`
    INSERT INTO "InterviewEntry" (
      "interviewId", "place", "field", "timing", "value", "sequence", "client", "stampedAt", "arrivedAt"
    ) SELECT
      sent.value->>'interviewId', sent.value->>'place', sent.value->>'field', sent.value->>'timing', sent.value->>'value',
      sent.value->>'sequence', sent.value->>'client', sent.value->>'stampedAt', sent.value->>'arrivedAt'
    FROM json_each(${rows}) AS sent WHERE NOT EXISTS (
      SELECT 1 FROM "InterviewEntry" AS known
      WHERE known."interviewId" = sent.value->>'interviewId' AND known."place" = sent.value->>'place'
        AND known."field" = sent.value->>'field' AND known."sequence" = sent.value->>'sequence'
        AND known."client" = sent.value->>'client'
    )
    ON CONFLICT ("interviewId", "place", "field", "timing") DO UPDATE SET
      "value" = excluded."value", "sequence" = excluded."sequence", "client" = excluded."client",
      "stampedAt" = excluded."stampedAt", "arrivedAt" = excluded."arrivedAt"
    WHERE (excluded."sequence", excluded."client") >
      ("InterviewEntry"."sequence", "InterviewEntry"."client")`
  const highest = new Map<string, number>()
  for (const { interviewId, sequence } of registers)
    highest.set(interviewId, Math.max(sequence, highest.get(interviewId) ?? 0))
  await tx.$executeRaw`
    UPDATE "Interview" SET "sequence" = max("sequence", highest.value)
    FROM json_each(${JSON.stringify(Object.fromEntries(highest))}) AS highest
    WHERE "Interview"."id" = highest.key`
}

/** One commit to disk serves all who save at the same moment. */
const save = coalesce(
  (jobs: Job[]): Promise<Saved[]> =>
    db().$transaction(async (tx) => {
      const rounds = await readRounds(tx, jobs)
      const places = await readPlaces(tx, jobs)
      const registers: Register[] = []
      const saved = jobs.map((job) => decide(job, rounds, places, registers))
      if (registers.length > 0) await putRegisters(tx, registers)
      return saved
    }),
  MOST_AT_ONCE,
)

/**
 * Takes what a browser wrote: each a register in which the highest write stands, however often and in
 * whatever order they come. What became of each is told by its sequence.
 * @param now ms since the epoch
 */
export async function recordWrites(
  userId: UserId,
  writes: Writes,
  now: number,
): Promise<Outcome<WritesTaken>> {
  const { outcome, isDue } = await save({ userId, writes, now })
  if (!isDue || !outcome.ok) return outcome
  const clock = await gradeDue(userId, writes.interviewId, now)
  return done({ ...outcome.value, clock: clock ?? outcome.value.clock })
}
