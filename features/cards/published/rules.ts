import type { Problem } from '../schema'

export const PUBLISHED = 'content/published-ids.txt'

const HEADER = `# Ids that learners' memories hang on. Written by \`npm run content:publish\`, which only ever adds.\n`
const KINDS = ['topic', 'question', 'path', 'card', 'lab', 'exercise']
/** Ids that the quiz's bank has: who compiles it looks after them. */
const OF_THE_BANK = 'exercise '

function read(text: string): { id: string; line: number }[] {
  return text
    .split('\n')
    .map((line, index) => ({ id: line.trim(), line: index + 1 }))
    .filter(({ id }) => id && !id.startsWith('#'))
}

/**
 * Ids that were published and are gone: a learner's memory hangs on them.
 * @param unread decks that could not be parsed: what is in them is not called gone
 * @param bank looks at the ids of exercises, and at no other; otherwise at all others
 */
export function vanishedIds(
  published: string,
  present: Set<string>,
  unread: string[] = [],
  bank = false,
): Problem[] {
  const deckOf = bank ? `${OF_THE_BANK}quiz.` : 'card '
  const mine = read(published).filter(({ id }) => id.startsWith(OF_THE_BANK) === bank)
  return mine.flatMap(({ id, line }): Problem[] =>
    present.has(id) || unread.some((deck) => id.startsWith(`${deckOf}${deck}.`))
      ? []
      : [
          {
            file: PUBLISHED,
            line,
            severity: 'error',
            message: `"${id}" was published and no longer exists: bring it back, learners' memories hang on it`,
          },
        ],
  )
}

/** The list of published ids with those of `present` added, sorted kind by kind; none is removed. */
export function publish(published: string, present: string[]): { text: string; added: string[] } {
  const before = new Set(read(published).map(({ id }) => id))
  const added = [...new Set(present)].filter((id) => !before.has(id))
  const all = [...before, ...added].sort()
  const groups = KINDS.map((kind) => all.filter((id) => id.startsWith(`${kind} `)))
  const rest = all.filter((id) => !KINDS.some((kind) => id.startsWith(`${kind} `)))
  const text = [
    HEADER,
    ...[...groups, rest].filter((ids) => ids.length > 0).map((ids) => `${ids.join('\n')}\n`),
  ].join('\n')
  return { text, added }
}
