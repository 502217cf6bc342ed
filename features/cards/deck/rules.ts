import type { Compiler } from '../compile/rules'
import { clozeAnswer, type SourcedCard } from '../lint/rules'
import { compileInline } from '../markdown/rules'
import { type Card, type CardSource, cardsFileSchema } from '../schema'

/** 53-bit hash of a text (cyrb53), as 11 base-36 digits: tells whether a card's text changed. */
export function textHash(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0')
}

type Key = 'front' | 'back' | 'cloze' | 'note'

/** Compiles a text of a card. With a key, what is wrong with it is reported there. */
type Inline = (text: string, key?: Key) => { html: string; text: string }

/**
 * Makes a card of its source. Returns a sentence that says what is wrong where it cannot.
 * @param href the place on the site that teaches it
 */
export function compileCard(
  source: CardSource,
  topic: string,
  href: string,
  inline: Inline,
): Card | string {
  const common = {
    id: source.id,
    topic,
    group: source.reverseOf ?? source.id,
    href,
    teaches: source.teaches,
    noteHtml: source.note === undefined ? null : inline(source.note, 'note').html,
    hash: textHash(JSON.stringify([source.front, source.back, source.cloze])),
  }
  if (source.cloze !== undefined) {
    if (source.front !== undefined || source.back !== undefined)
      return 'a card is either a cloze or has a front and a back: keep one of them'
    if (source.reverseOf !== undefined)
      return 'the reverse of a card has a front and a back, no cloze'
    const answer = clozeAnswer(source.cloze)
    if (!answer || source.cloze.split('[[').length !== 2)
      return 'a cloze hides exactly one part: write [[the answer]]'
    inline(source.cloze.replace(/\[\[([\s\S]*?)\]\]/, '$1'), 'cloze')
    const front = inline(source.cloze.replace(/\[\[[\s\S]*?\]\]/, ' […] ').replace(/ {2,}/g, ' '))
    const back = inline(source.cloze.replace(/\[\[([\s\S]*?)\]\]/, '**$1**'))
    const hidden = inline(answer)
    return {
      ...common,
      kind: 'cloze',
      frontHtml: front.html.replace(' […] ', ' <span class="blank">[…]</span> '),
      backHtml: back.html,
      frontText: front.text,
      backText: hidden.text,
    }
  }
  if (source.front === undefined || source.back === undefined)
    return 'a card needs a front and a back, or a cloze'
  const front = inline(source.front, 'front')
  const back = inline(source.back, 'back')
  return {
    ...common,
    kind: source.reverseOf === undefined ? 'basic' : 'reverse',
    frontHtml: front.html,
    backHtml: back.html,
    frontText: front.text,
    backText: back.text,
  }
}

/** The decks of all topics, and every id in them, also of cards that could not be compiled. */
export function readDecks(compiler: Compiler): { deck: SourcedCard[]; ids: Set<string> } {
  const deck: SourcedCard[] = []
  const ids = new Set<string>()
  for (const { file, slug: topic } of compiler.list('cards', '.yaml')) {
    const page = `/topics/${topic}`
    const homeless = !compiler.anchors.has(page)
    if (homeless)
      compiler.error(
        file,
        1,
        `there is no topic "${topic}" for these cards: name the file after a topic`,
      )
    const parsed = compiler.yaml(file, cardsFileSchema)
    for (const [index, source] of (parsed.value ?? []).entries()) {
      const lineOf = (key: keyof CardSource) => parsed.lineOf([index, key])
      const line = parsed.lineOf([index])
      ids.add(source.id)
      if (!homeless && !compiler.anchors.get(page)?.has(source.teaches))
        compiler.error(
          file,
          lineOf('teaches'),
          `${source.id} teaches "${source.teaches}", which is no item or heading of ${page}: correct it`,
        )
      const card = compileCard(source, topic, `${page}#${source.teaches}`, (text, key) =>
        key
          ? compiler.inline(file, lineOf(key), page, text)
          : compileInline(file, text, compiler.kit, line),
      )
      if (typeof card === 'string') compiler.error(file, line, `${source.id}: ${card}`)
      else deck.push({ card, source, file, line })
    }
  }
  return { deck, ids }
}
