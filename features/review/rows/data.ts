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

/** An answer as the log keeps it; its place in the log and what undoes it are not its own. */
export type AnswerEvent = Omit<ReviewRow, 'seq' | 'undoes'>

/** Appends answers to the log, in their order. */
export async function insertEvents(tx: Tx, events: AnswerEvent[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Review" (
      "answerId", "learnerId", "kind", "cardId", "cardHash", "grade", "mode", "source",
      "handedAt", "shownAt", "answeredAt", "clientAt", "durationMs", "rawDurationMs", "day",
      "algorithm", "parametersVersion", "timeZone", "rolloverHour", "interviewOn"
    ) SELECT
      value->>'answerId', value->>'learnerId', value->>'kind', value->>'cardId',
      value->>'cardHash', value->>'grade', value->>'mode', value->>'source', value->>'handedAt',
      value->>'shownAt', value->>'answeredAt', value->>'clientAt', value->>'durationMs',
      value->>'rawDurationMs', value->>'day', value->>'algorithm', value->>'parametersVersion',
      value->>'timeZone', value->>'rolloverHour', value->>'interviewOn'
    FROM json_each(${json(events)})`
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
    INSERT INTO "Day" ("learnerId", "day", "answers", "recalled", "newCards", "durationMs", "startsAt", "endsAt")
    SELECT value->>'learnerId', value->>'day', value->>'answers', value->>'recalled', value->>'newCards',
           value->>'durationMs', value->>'startsAt', value->>'endsAt'
    FROM json_each(${json(days)}) WHERE true
    ON CONFLICT ("learnerId", "day") DO UPDATE SET
      "answers" = "answers" + excluded."answers",
      "recalled" = "recalled" + excluded."recalled",
      "newCards" = "newCards" + excluded."newCards",
      "durationMs" = "durationMs" + excluded."durationMs",
      "startsAt" = excluded."startsAt",
      "endsAt" = excluded."endsAt"`
}
