import type { Problem } from '@/features/cards/schema'
import type { Choice, Exercise } from '../../schema'
import type { ExerciseSource } from '../schema'

export interface SourcedExercise {
  exercise: Exercise
  source: ExerciseSource
  file: string
  line: number
}

/** Stems as alike as this, by the words they share, ask the same. */
const NEAR_DUPLICATE = 0.75
/** How often the longest option may be the key, of the exercises with one key. */
export const LONGEST_IS_KEY = { least: 0.2, most: 0.3 } as const
/** Fewer exercises than this tell nothing about a habit. */
export const ENOUGH = 40
const SHORTEST_REASON = 25

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}$%]+/gu) ?? []

/** How alike two texts are: shared words of all words (Jaccard), 0 to 1. */
export function likeness(a: string, b: string): number {
  const [one, other] = [new Set(words(a)), new Set(words(b))]
  const shared = [...one].filter((word) => other.has(word)).length
  return shared / Math.max(1, one.size + other.size - shared)
}

/**
 * χ² of how often the key stands at each place of exercises with the same number of options,
 * against all places being as likely. Returns the critical value at p = 0.05 beside it.
 */
function positionChi2(counts: number[]): { chi2: number; critical: number } {
  // Critical values of χ² at p = 0.05 for 1 to 7 degrees of freedom (NIST/SEMATECH, 1.3.6.7.4).
  const CRITICAL = [0, 3.841, 5.991, 7.815, 9.488, 11.07, 12.592, 14.067]
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return { chi2, critical: CRITICAL[counts.length - 1] ?? Number.POSITIVE_INFINITY }
}

const longest = (options: Choice[]): Choice | undefined => {
  const most = Math.max(...options.map(({ text }) => text.length))
  const all = options.filter(({ text }) => text.length === most)
  return all.length === 1 ? all[0] : undefined
}

/** Habits of the whole bank that would give keys away. */
function habitProblems(bank: SourcedExercise[]): Problem[] {
  const problems: Problem[] = []
  const [first] = bank
  if (!first) return problems
  const warn = (message: string) =>
    problems.push({ file: first.file, line: 1, severity: 'error', message })
  const one = bank.flatMap(({ exercise: { body } }) =>
    'options' in body && body.choose === 1 ? [body.options] : [],
  )
  const withFour = one.filter(({ length }) => length === 4)
  if (withFour.length >= ENOUGH) {
    const share = withFour.filter((options) => longest(options)?.key).length / withFour.length
    if (share < LONGEST_IS_KEY.least || share > LONGEST_IS_KEY.most)
      warn(
        `the longest option is the key in ${Math.round(share * 100)} % of the exercises with four options: keep it between 20 and 30 %`,
      )
    const counts = [0, 1, 2, 3].map(
      (place) => withFour.filter((options) => options[place]?.key).length,
    )
    const { chi2, critical } = positionChi2(counts)
    if (chi2 > critical)
      warn(
        `the key's place tells it (${counts.join(', ')} by place, χ² ${chi2.toFixed(1)} > ${critical}): move some keys`,
      )
  }
  return problems
}

// A reason is read without the other options, in an order that nobody knows.
const POINTS_AT =
  /\b(option|answer|choice) (?:[A-H]|one|two|three|four)\b|\b(?:first|second|third|last|other) (?:option|answer|choice)s?\b|\b(?:above|below) (?:option|answer)s?\b/i
const CATCH_ALL = /\b(?:all|none|both|any) of (?:the|these|them)? ?(?:above|options|answers)\b/i

/** Every reason of an exercise, with its place. */
export function reasonsOf(source: ExerciseSource): { path: string; why: string }[] {
  const list = (name: string, entries: readonly { why: string }[]) =>
    entries.map(({ why }, i) => ({ path: `${name} ${i + 1}`, why }))
  switch (source.kind) {
    case 'single':
    case 'multiple':
    case 'triage':
      return list('option', source.options)
    case 'ordering':
      return list('step', source.steps)
    case 'matching':
      return [...list('pair', source.pairs), ...list('extra', source.extra ?? [])]
    case 'cloze':
      return Object.entries(source.blanks).flatMap(([name, { why, lures = [] }]) => [
        { path: `blank ${name}`, why },
        ...list(`blank ${name}, lure`, lures),
      ])
    case 'numeric':
      return list('lure', source.lures ?? [])
    case 'hotspot':
      return list('spot', source.spots)
    case 'predict':
    case 'fix':
      return list('lure', source.lures)
    case 'open':
      return [...list('point', source.points), ...list('must not say', source.mustNotSay ?? [])]
  }
}

function textProblems({ source, exercise, file, line }: SourcedExercise): Problem[] {
  const problems: Problem[] = []
  const error = (message: string) =>
    problems.push({ file, line, severity: 'error', message: `${source.id} ${message}` })
  if (!source.id.startsWith(`quiz.${exercise.topic}.`))
    error(`stands with ${exercise.topic}: its id must begin with "quiz.${exercise.topic}."`)
  for (const { path, why } of reasonsOf(source)) {
    if (why.length < SHORTEST_REASON)
      error(`${path}: "${why}" is no reason yet: say why it is right or why it tempts`)
    if (POINTS_AT.test(why))
      error(
        `${path}: the reason points at another option: options are shuffled, let it stand alone`,
      )
  }
  if ('options' in source) {
    const texts = exercise.body && 'options' in exercise.body ? exercise.body.options : []
    // Signs count: `{id}` is another option than `:id`.
    const shown = texts.map(({ text }) => text.toLowerCase().replace(/\s+/g, ' ').trim())
    if (new Set(shown).size < texts.length) error('has the same option twice')
    for (const { text } of source.options)
      if (CATCH_ALL.test(text))
        error(`has the option "${text}": options are shuffled, name what is meant`)
    const choose = 'choose' in source ? (source.choose ?? 1) : 1
    if (choose > 1 && !/choose (?:two|three|four)/i.test(source.stem))
      error('must say in its stem how many to choose: "Choose two."')
  }
  return problems
}

/** Lints of the bank: one id each, every answer explained, nothing told by form, no two alike. */
export function exerciseProblems(bank: SourcedExercise[]): Problem[] {
  const problems = bank.flatMap(textProblems)
  const seen = new Map<string, SourcedExercise>()
  for (const entry of bank) {
    const { id } = entry.exercise
    const { file, line } = entry
    const twin = seen.get(id)
    if (twin)
      problems.push({
        file,
        line,
        severity: 'error',
        message: `the id ${id} is used twice (also ${twin.file}:${twin.line}): ids are never reused`,
      })
    for (const other of seen.values()) {
      const same = other.exercise.kind === entry.exercise.kind
      if (other.exercise.id === id || !same) continue
      if (likeness(other.source.stem, entry.source.stem) >= NEAR_DUPLICATE)
        problems.push({
          file,
          line,
          severity: 'error',
          message: `${id} asks nearly the same as ${other.exercise.id}: ask another thing, or remove one`,
        })
    }
    seen.set(id, entry)
  }
  return [...problems, ...habitProblems(bank)]
}
