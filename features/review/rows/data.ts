import 'server-only'
import type { Tx } from '@/lib/db'
import type { DayTotals } from '../log/rules'

// Many rows in one statement with one parameter. Prisma binds every value of every row by itself,
// which at fifty rows costs more than all the rest of a request: docs/adr has the figures.

/** A date as Prisma keeps it in SQLite. */
const dateText = (date: Date) => date.toISOString().replace('Z', '+00:00')

function json(rows: object[]): string {
  return JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          value instanceof Date ? dateText(value) : value,
        ]),
      ),
    ),
  )
}

type ReviewRow = Awaited<ReturnType<Tx['review']['findMany']>>[number]

/** An event as the log keeps it, without its place there. */
export type NewEvent = Omit<ReviewRow, 'seq'>

/** Appends events to the log, in their order. */
export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Review" (
      "answerId", "learnerId", "kind", "cardId", "cardHash", "grade", "mode", "source",
      "handedAt", "shownAt", "answeredAt", "clientAt", "durationMs", "rawDurationMs", "day",
      "algorithm", "parametersVersion", "timeZone", "rolloverHour", "interviewOn", "undoes",
      "arrivedAt"
    ) SELECT
      value->>'answerId', value->>'learnerId', value->>'kind', value->>'cardId',
      value->>'cardHash', value->>'grade', value->>'mode', value->>'source', value->>'handedAt',
      value->>'shownAt', value->>'answeredAt', value->>'clientAt', value->>'durationMs',
      value->>'rawDurationMs', value->>'day', value->>'algorithm', value->>'parametersVersion',
      value->>'timeZone', value->>'rolloverHour', value->>'interviewOn', value->>'undoes',
      value->>'arrivedAt'
    FROM json_each(${json(events)})`
}

/**
 * A number as a whole one over two powers of two. SQLite reads the decimals of JSON a last bit off
 * now and then; whole numbers and their quotients it computes exactly, and memory must equal its fold.
 */
function exact(value: number): [number, number, number] {
  let whole = value
  let halvings = 0
  while (!Number.isInteger(whole)) {
    whole *= 2
    halvings += 1
  }
  const first = Math.min(halvings, 50)
  return [whole, 2 ** first, 2 ** (halvings - first)]
}

export type MemoryRow = Awaited<ReturnType<Tx['memory']['findMany']>>[number]

/** Writes memories over what was there. */
export async function putMemories(tx: Tx, memories: MemoryRow[]): Promise<void> {
  const rows = memories.map((row) => ({
    ...row,
    stability: exact(row.stability),
    difficulty: exact(row.difficulty),
    sameDayStability: exact(row.sameDayStability),
    sameDayDifficulty: exact(row.sameDayDifficulty),
  }))
  await tx.$executeRaw`
    INSERT OR REPLACE INTO "Memory" (
      "learnerId", "cardId", "state", "step", "dueAt", "dueDay", "intervalDays", "reps", "lapses",
      "lastReviewedAt", "lastDay", "lastGrade", "version",
      "stability", "difficulty", "sameDayStability", "sameDayDifficulty"
    ) SELECT
      value->>'learnerId', value->>'cardId', value->>'state', value->>'step', value->>'dueAt',
      value->>'dueDay', value->>'intervalDays', value->>'reps', value->>'lapses',
      value->>'lastReviewedAt', value->>'lastDay', value->>'lastGrade', value->>'version',
      1.0 * (value->>'$.stability[0]') / (value->>'$.stability[1]') / (value->>'$.stability[2]'),
      1.0 * (value->>'$.difficulty[0]') / (value->>'$.difficulty[1]') / (value->>'$.difficulty[2]'),
      1.0 * (value->>'$.sameDayStability[0]') / (value->>'$.sameDayStability[1]') / (value->>'$.sameDayStability[2]'),
      1.0 * (value->>'$.sameDayDifficulty[0]') / (value->>'$.sameDayDifficulty[1]') / (value->>'$.sameDayDifficulty[2]')
    FROM json_each(${json(rows)})`
}

export interface DayRow extends DayTotals {
  learnerId: string
  day: number
  startsAt: Date
  endsAt: Date
}

/** Adds answers to the roll-ups of their days. */
export async function addToDays(tx: Tx, days: DayRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Day" (
      "learnerId", "day", "answers", "recalled", "newCards", "durationMs",
      "reviews", "retained", "crammed", "startsAt", "endsAt"
    ) SELECT
      value->>'learnerId', value->>'day', value->>'answers', value->>'recalled', value->>'newCards',
      value->>'durationMs', value->>'reviews', value->>'retained', value->>'crammed',
      value->>'startsAt', value->>'endsAt'
    FROM json_each(${json(days)}) WHERE true
    ON CONFLICT ("learnerId", "day") DO UPDATE SET
      "answers" = "answers" + excluded."answers",
      "recalled" = "recalled" + excluded."recalled",
      "newCards" = "newCards" + excluded."newCards",
      "durationMs" = "durationMs" + excluded."durationMs",
      "reviews" = "reviews" + excluded."reviews",
      "retained" = "retained" + excluded."retained",
      "crammed" = "crammed" + excluded."crammed",
      "startsAt" = excluded."startsAt",
      "endsAt" = excluded."endsAt"`
}
