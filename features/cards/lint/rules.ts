import type { Card, CardSource, Problem } from '../schema'

const WORDS = /[\p{L}\p{N}$%.,'/_-]*[\p{L}\p{N}%][\p{L}\p{N}$%.,'/_-]*/gu
export const LONGEST_ANSWER = 30
export const TEMPLATE_USES = 10

function words(text: string): string[] {
  return text.match(WORDS) ?? []
}

const plain = (text: string) => (text.toLowerCase().match(/[\p{L}\p{N}$%]+/gu) ?? []).join(' ')

/**
 * A front with its terms and numbers taken out, to see how often one pattern is used: "How many MB
 * does X allow?" and "How many GB does Y allow?" are the same template.
 */
export function frontTemplate(front: string): string {
  return words(front)
    .map((word, index) =>
      /\d/.test(word) || /[_.]/.test(word.slice(0, -1)) || (index > 0 && /[A-Z]/.test(word))
        ? '…'
        : word.toLowerCase(),
    )
    .join(' ')
    .replace(/…( …)+/g, '…')
}

/** Whether the front of a card gives its answer away, word for word. */
export function givesAway(front: string, answer: string): boolean {
  const needle = plain(answer)
  return needle.length > 1 && ` ${plain(front)} `.includes(` ${needle} `)
}

export interface SourcedCard {
  card: Card
  source: CardSource
  file: string
  line: number
}

/** Lints of a deck: one id each, one short answer each, nothing given away, patterns varied. */
export function cardProblems(cards: SourcedCard[]): Problem[] {
  const problems: Problem[] = []
  const seen = new Map<string, SourcedCard>()
  const templates = new Map<string, number>()
  for (const entry of cards) {
    const { card, source, file, line } = entry
    const error = (message: string) => problems.push({ file, line, severity: 'error', message })
    const twin = seen.get(card.id)
    if (twin)
      error(
        `the id ${card.id} is used twice (also ${twin.file}:${twin.line}): ids are never reused`,
      )
    seen.set(card.id, entry)
    if (!card.id.startsWith(`${card.topic}.`))
      error(
        `${card.id} stands in the deck of ${card.topic}: its id must begin with "${card.topic}."`,
      )
    const answer = card.kind === 'cloze' ? clozeAnswer(source.cloze ?? '') : card.backText
    const length = words(card.kind === 'cloze' ? answer : card.backText).length
    if (length > LONGEST_ANSWER)
      error(
        `the answer of ${card.id} has ${length} words: ask one thing, at most ${LONGEST_ANSWER}`,
      )
    if (givesAway(card.frontText, card.backText) && card.kind !== 'cloze')
      error(`the front of ${card.id} contains its answer`)
    if (card.kind !== 'cloze') {
      const template = frontTemplate(card.frontText)
      const uses = (templates.get(template) ?? 0) + 1
      templates.set(template, uses)
      if (uses > TEMPLATE_USES)
        error(
          `the pattern "${template}" is used more than ${TEMPLATE_USES} times: ask ${card.id} another way`,
        )
    }
  }
  const fronts = new Map<string, string>()
  for (const { card, file, line } of cards) {
    const key = plain(card.frontText)
    const twin = fronts.get(key)
    if (twin && twin !== card.id)
      problems.push({
        file,
        line,
        severity: 'error',
        message: `${card.id} asks the same as ${twin}`,
      })
    fronts.set(key, card.id)
  }
  for (const { source, file, line } of cards) {
    if (source.reverseOf && !seen.has(source.reverseOf)) {
      problems.push({
        file,
        line,
        severity: 'error',
        message: `${source.id} reverses "${source.reverseOf}", which does not exist`,
      })
    }
  }
  return problems
}

export function clozeAnswer(cloze: string): string {
  return /\[\[([\s\S]*?)\]\]/.exec(cloze)?.[1] ?? ''
}

/** Ids that were published and are gone: a learner's memory hangs on them. */
export function vanishedIds(published: string, present: Set<string>): Problem[] {
  return published.split('\n').flatMap((line, index): Problem[] => {
    const id = line.trim()
    return !id || id.startsWith('#') || present.has(id)
      ? []
      : [
          {
            file: 'content/published-ids.txt',
            line: index + 1,
            severity: 'error',
            message: `"${id}" was published and no longer exists: bring it back, learners' memories hang on it`,
          },
        ]
  })
}

/** Links and anchors that lead nowhere. `pages` maps a path to the anchors on it. */
export function linkProblems(
  links: { file: string; line: number; href: string; from: string }[],
  pages: Map<string, Set<string>>,
): Problem[] {
  return links.flatMap(({ file, line, href, from }): Problem[] => {
    if (/^https:\/\//.test(href)) return []
    const problem = (message: string): Problem[] => [{ file, line, severity: 'error', message }]
    if (!/^[/#]/.test(href)) return problem(`the link "${href}" must begin with https://, / or #`)
    const [path = '', anchor] = href.split('#')
    const anchors = pages.get(path || from)
    if (!anchors) return problem(`the link ${href} leads to no page`)
    return anchor && !anchors.has(anchor)
      ? problem(`the page ${path || from} has no anchor #${anchor}`)
      : []
  })
}

const STALE_AFTER_DAYS = 180

/** Warnings for figures whose source was last looked at too long ago. `today` is YYYY-MM-DD. */
export function staleFigures(
  figures: { id: string; verified: string; line: number }[],
  today: string,
): Problem[] {
  return figures.flatMap(({ id, verified, line }): Problem[] => {
    const days = Math.floor((Date.parse(today) - Date.parse(verified)) / 86_400_000)
    return days > STALE_AFTER_DAYS
      ? [
          {
            file: 'content/figures.yaml',
            line,
            severity: 'warning',
            message: `${id} was verified ${days} days ago: look at its source again`,
          },
        ]
      : []
  })
}
