import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { clozeAnswer } from '../lint/rules'
import type { Card, CardSource, Erratum } from '../schema'

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

type Inline = (text: string) => { html: string; text: string }

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
    href,
    teaches: source.teaches,
    noteHtml: source.note === undefined ? null : inline(source.note).html,
    hash: textHash(JSON.stringify([source.front, source.back, source.cloze])),
  }
  if (source.cloze !== undefined) {
    if (source.front !== undefined || source.back !== undefined)
      return 'a card is either a cloze or has a front and a back'
    const answer = clozeAnswer(source.cloze)
    if (!answer || source.cloze.split('[[').length !== 2)
      return 'a cloze hides exactly one part: write [[the answer]]'
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
  const front = inline(source.front)
  const back = inline(source.back)
  return {
    ...common,
    kind: source.reverseOf === undefined ? 'basic' : 'reverse',
    frontHtml: front.html,
    backHtml: back.html,
    frontText: front.text,
    backText: back.text,
  }
}

const VERDICTS: Record<Erratum['verdict'], string> = {
  outdated: 'Outdated',
  wrong: 'Wrong',
  imprecise: 'Imprecise',
  'contradicts-other-seed': 'The sources disagree',
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** "2025-08-01" → "1 August 2025", "2020-12" → "December 2020"; other texts stay as they are. */
export function sinceText(since: string): string {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(since)
  if (!match) return since
  const month = MONTHS[Number(match[2]) - 1] ?? ''
  return [match[3] ? String(Number(match[3])) : '', month, match[1]].filter(Boolean).join(' ')
}

/** The editor's note that stands beside a corrected claim. */
export function erratumNote(erratum: Erratum, claim: string, now: string, say: string): Element {
  const since = erratum.since
    ? ` <span class="since">Since ${sinceText(erratum.since)}.</span>`
    : ''
  const html = `<aside class="erratum" id="${erratum.id}" aria-label="Correction">
<p class="claim"><span class="verdict">${VERDICTS[erratum.verdict]}</span> <s>${claim}</s></p>
<p class="now">${now}${since} <a href="${erratum.source.url}" rel="noopener">${erratum.source.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</a></p>
<p class="say"><span class="verdict">Say</span> ${say}</p>
</aside>`
  const root = fromHtml(html, { fragment: true })
  const node = root.children.find((child) => child.type === 'element')
  if (node?.type !== 'element') throw new Error(`the note of ${erratum.id} came out empty`)
  return node
}
