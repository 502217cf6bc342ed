import type { Compiler } from '@/features/cards/compile/rules'
import { textHash } from '@/features/cards/deck/rules'
import { LEVELS, type Level } from '@/features/cards/schema'
import type { Kind } from '@/features/quiz/schema'
import type { Round } from '../schema'
import { type Blueprint, blueprintsFileSchema } from './schema'

export const BLUEPRINTS_FILE = 'content/interviews/blueprints.yaml'
/** Every version of a blueprint that was published, with the hash of what it draws. */
export const VERSIONS_FILE = 'content/interviews/versions.txt'
const VERSIONS_HEADER =
  '# Blueprint, version and hash of what it draws. Written by `npm run content:publish`, which only ever adds.\n'

/** Rounds that show one place after the other; the others show everything at the start. */
const ONE_BY_ONE: readonly Round[] = ['interview', 'rapid', 'incident', 'design']

/** Whether a round shows one place at a time, or all of them at once. */
export const disclosureOf = (round: Round): 'one' | 'all' =>
  ONE_BY_ONE.includes(round) ? 'one' : 'all'

/** Changes when what a blueprint draws, or how long it takes, does; not when it is worded better. */
export function printOf({ title: _, summary: __, version: ___, ...rest }: Blueprint): string {
  const { offered: ____, ...size } = rest.size
  return textHash(JSON.stringify({ ...rest, size }))
}

/** What of the content a blueprint can draw from. */
export interface Drawable {
  topics: string[]
  exercises: { kind: Kind; topic: string; level: Level }[]
}

/** How many exercises of a topic, or of all, a blueprint may ask at a level. */
function pool(
  { mix, levels }: Blueprint,
  { exercises }: Drawable,
  level: Level,
  topic?: string,
): number {
  return exercises.filter(
    (one) =>
      (topic === undefined || one.topic === topic) &&
      levels[level][one.level] !== undefined &&
      mix.some(({ source, kinds }) => source === 'exercise' && (kinds?.includes(one.kind) ?? true)),
  ).length
}

function problemsOf(blueprint: Blueprint, drawable: Drawable): string[] {
  const { counts, size, seconds, mix, topics = {}, oneTopic, draws } = blueprint
  const problems: string[] = []
  const { least, usual, most, offered } = size
  if (!(least <= usual && usual <= most))
    problems.push(`usually has ${usual}, which is not between ${least} and ${most}`)
  for (const one of offered)
    if (one < least || one > most)
      problems.push(`offers ${one}, which is not between ${least} and ${most}`)
  if (counts === 'one' && most !== 1) problems.push('counts one thing, so that its sizes are 1')
  if (counts !== 'minutes' && seconds === undefined)
    problems.push('has no time: write seconds, for each question or for the whole')
  if (counts === 'minutes' && seconds !== undefined)
    problems.push('counts minutes, which are its time: remove seconds')
  for (const topic of Object.keys(topics))
    if (!drawable.topics.includes(topic))
      problems.push(`names the topic "${topic}", which does not exist`)
  for (const { source, kinds } of mix) {
    if (source === 'follow-up') problems.push('draws follow-ups, which follow from answers')
    if (kinds && source !== 'exercise') problems.push(`names kinds of ${source}, which has none`)
  }
  if (mix.every(({ source }) => source === 'exercise') && draws !== 'mistakes')
    for (const level of LEVELS)
      for (const topic of oneTopic ? drawable.topics : [undefined]) {
        const count = pool(blueprint, drawable, level, topic)
        if (count < most)
          problems.push(
            `may have ${most} questions, but there are ${count} for level ${level}${topic ? ` of ${topic}` : ''}`,
          )
      }
  return problems
}

const readVersions = (text: string): Map<string, string> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line.trim() && !line.startsWith('#'))
      .map((line) => {
        const [slug = '', version = '', print = ''] = line.trim().split(' ')
        return [`${slug} ${version}`, print]
      }),
  )

/** The list of versions with those of `blueprints` added; none is ever removed. */
export function publishVersions(text: string, blueprints: Blueprint[]): string {
  const known = readVersions(text)
  for (const one of blueprints) {
    const key = `${one.slug} ${one.version}`
    if (!known.has(key)) known.set(key, printOf(one))
  }
  return [VERSIONS_HEADER, ...[...known].sort().map(([key, print]) => `${key} ${print}\n`)].join('')
}

/**
 * Reads the blueprints and reports everything wrong with them to the compiler: topics that do not
 * exist, sizes that cannot be had, a version that was published with something else in it.
 */
export function compileBlueprints(compiler: Compiler, drawable: Drawable): Blueprint[] {
  // A tree of content without interviews has no blueprints either.
  if (![...compiler.files.keys()].some((file) => file.startsWith('content/interviews/'))) return []
  const { value, lineOf } = compiler.yaml(BLUEPRINTS_FILE, blueprintsFileSchema)
  const published = readVersions(compiler.files.get(VERSIONS_FILE) ?? '')
  const seen = new Set<string>()
  for (const [index, blueprint] of (value ?? []).entries()) {
    const { slug, version } = blueprint
    const error = (message: string, path: string[] = []) =>
      compiler.error(BLUEPRINTS_FILE, lineOf([index, ...path]), `${slug} ${message}`)
    if (seen.has(slug)) error('is there twice')
    seen.add(slug)
    for (const problem of problemsOf(blueprint, drawable)) error(problem)
    const before = published.get(`${slug} ${version}`)
    if (before === undefined)
      compiler.problems.push({
        file: BLUEPRINTS_FILE,
        line: lineOf([index, 'version']),
        severity: 'warning',
        message: `${slug} has a version that is not published: run npm run content:publish`,
      })
    else if (before !== printOf(blueprint))
      error(
        `draws something else than version ${version} did when it was published: make it version ${version + 1} and run npm run content:publish`,
        ['version'],
      )
  }
  for (const key of published.keys()) {
    const [slug = ''] = key.split(' ')
    if (value && !seen.has(slug))
      compiler.error(
        VERSIONS_FILE,
        1,
        `the blueprint ${slug} was published and is gone: bring it back`,
      )
  }
  return value ?? []
}
