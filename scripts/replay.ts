import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { compareLearner } from '@/features/review/replay/data'
import { replayHistory } from '@/features/review/replay/rules'
import { historySchema, type Loss, type Replay } from '@/features/review/replay/schema'
import type { UserId } from '@/lib/auth'
import { db, storageTrouble } from '@/lib/db'
import { environment } from './prepare.mjs'

// Replays reviews through the scheduler, from the database or from a file: docs/replay.md.

Object.assign(process.env, environment())

const USAGE = `usage: npm run replay -- --user <learner id> [--mend | --without <source>]
       npm run replay -- --file <history.json> [--json]`

const { values } = parseArgs({
  options: {
    user: { type: 'string' },
    mend: { type: 'boolean', default: false },
    without: { type: 'string' },
    file: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

function fail(text: string, code = 2): never {
  console.error(text)
  process.exit(code)
}

const number = (value: number | null, digits: number) =>
  value === null ? '–' : value.toFixed(digits)

const told = (name: string, { predictions, logLoss }: Loss) =>
  `${name.padEnd(34)} ${number(logLoss, 6).padStart(9)}   ${predictions} predictions`

function print({ steps, sameDay, nextDay, both, sameDayByFsrs6 }: Replay): void {
  const head = 'card,answered,study day,grade,after d,recall,FSRS-6,same-day,stability,difficulty,'
  const rows = [
    `${head}same-day S,same-day D,state,interval,due`.split(','),
    ...steps.map((step) => [
      step.card,
      step.at,
      step.day,
      String(step.grade),
      step.elapsedDays === null ? '–' : String(step.elapsedDays),
      number(step.recall, 6),
      number(step.nextDayRecall, 6),
      number(step.sameDayRecall, 6),
      number(step.stability, 6),
      number(step.difficulty, 6),
      number(step.sameDayStability, 6),
      number(step.sameDayDifficulty, 6),
      step.state,
      step.intervalDays > 0 ? `${step.intervalDays} d` : 'today',
      step.intervalDays > 0 ? step.dueDay : step.dueAt,
    ]),
  ]
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? []
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  console.log('\nlog loss of what was expected before each answer (lower is better)')
  console.log(told('  within the day, same-day curve', sameDay))
  console.log(told('  from day to day, FSRS-6', nextDay))
  console.log(told('  both', both))
  console.log(told('  within the day, had FSRS-6 to say', sameDayByFsrs6))
}

function replayFile(file: string): void {
  if (!existsSync(file)) fail(`There is no file ${file}.`)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    fail(`${file} is not JSON: ${(error as Error).message}`)
  }
  const parsed = z.safeParse(historySchema, json)
  if (!parsed.success)
    fail(`${file} is no history (docs/replay.md):\n${z.prettifyError(parsed.error)}`)
  const replay = replayHistory(parsed.data)
  if (values.json) console.log(JSON.stringify(replay, null, 2))
  else print(replay)
}

async function replayUser(userId: string): Promise<void> {
  const { mend, without } = values
  if (mend && without !== undefined) fail(USAGE)
  const { cards, events, differences } = await compareLearner(userId as UserId, {
    mend,
    without,
  }).catch((error: unknown) => {
    const trouble = storageTrouble(error)
    if (trouble === null) throw error
    return fail(trouble)
  })
  for (const line of differences) console.log(line)
  console.log(
    `${events} events of ${cards} cards replayed, ${differences.length} differences${values.mend && differences.length > 0 ? ', mended' : ''}`,
  )
  await db().$disconnect()
  if (events === 0) fail('This learner has no events: is the id right?')
  // Without a source, memory is meant to differ.
  if (differences.length > 0 && !values.mend && without === undefined) process.exit(1)
}

if (values.file !== undefined && values.user === undefined) replayFile(values.file)
else if (values.user !== undefined && values.file === undefined) await replayUser(values.user)
else fail(USAGE)
