import { MOST_ROUNDS, TABLES } from './schema'

type Rows = Record<string, unknown>[]

const NO_EXPORT = 'This is no export of everything. Choose the .json file that Export gave you.'

/**
 * The rounds of an export of everything, in pieces that can be sent; a sentence where the text is
 * none. A round goes with its paper and all that hangs on it.
 */
export function bundlesOf(text: string): { bundles: Record<string, Rows>[] } | { why: string } {
  let all: Record<string, unknown>
  try {
    all = JSON.parse(text)
  } catch {
    return { why: NO_EXPORT }
  }
  if (all?.format !== 'coldstart-everything') return { why: NO_EXPORT }
  const rows = (table: string): Rows => (Array.isArray(all[table]) ? all[table] : [])
  // Rounds that are still sat are in an export without their questions.
  const rounds = rows('Interview').filter(({ gradedAt }) => gradedAt !== null)
  const bundles: Record<string, Rows>[] = []
  for (let start = 0; start < rounds.length; start += MOST_ROUNDS) {
    const some = rounds.slice(start, start + MOST_ROUNDS)
    const [ids, papers] = [
      new Set(some.map(({ id }) => id)),
      new Set(some.map(({ paperId }) => paperId)),
    ]
    const within = (table: string): Rows =>
      table === 'Interview'
        ? some
        : table === 'Paper'
          ? rows(table).filter(({ sha256 }) => papers.has(sha256))
          : rows(table).filter(({ interviewId }) => ids.has(interviewId))
    bundles.push(Object.fromEntries(TABLES.map((table) => [table, within(table)])))
  }
  return { bundles }
}
