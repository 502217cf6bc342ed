import type { Card, CardSource, Problem } from '../schema'

const WORDS = /[\p{L}\p{N}$%.,'/_-]*[\p{L}\p{N}%][\p{L}\p{N}$%.,'/_-]*/gu
const LONGEST_ANSWER = 30
const TEMPLATE_USES = 10

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

/**
 * Lints of a deck: one id each, one short answer each, nothing given away, patterns varied.
 * @param ids of all cards, also of those that could not be compiled
 */
export function cardProblems(cards: SourcedCard[], ids: Set<string>): Problem[] {
  const problems: Problem[] = []
  const seen = new Map<string, SourcedCard>()
  const templates = new Map<string, number>()
  for (const entry of cards) {
    const { card, file, line } = entry
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
    const length = words(card.backText).length
    if (length > LONGEST_ANSWER)
      error(
        `the answer of ${card.id} has ${length} words: ask one thing, at most ${LONGEST_ANSWER}`,
      )
    if (givesAway(card.frontText, card.backText))
      error(`the front of ${card.id} contains its answer, "${card.backText}": ask without it`)
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
        message: `${card.id} asks the same as ${twin}: ask another thing, or remove one`,
      })
    fronts.set(key, card.id)
  }
  for (const { source, file, line } of cards) {
    if (source.reverseOf && !ids.has(source.reverseOf)) {
      problems.push({
        file,
        line,
        severity: 'error',
        message: `${source.id} reverses "${source.reverseOf}", which does not exist: correct the id`,
      })
    }
  }
  return problems
}

/** What a cloze hides: the text between its first [[ and ]]. */
export function clozeAnswer(cloze: string): string {
  return /\[\[([\s\S]*?)\]\]/.exec(cloze)?.[1] ?? ''
}
