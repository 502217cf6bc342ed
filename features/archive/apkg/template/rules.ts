import type { Notetype, Template } from '../schema'

const TAG = /\{\{([#^/!]?)([^{}]*)\}\}/g
const DEEPEST = 20
const LONGEST = 60_000

const NAMES_OF_CARD = ['Tags', 'Type', 'Deck', 'Subdeck', 'Card', 'CardFlag']

/** Fields by name; those that Anki fills in itself are there too, under its names. */
export type Fields = Record<string, string>

const isEmpty = (html: string) => html.replace(/<(?!img|audio)[^>]*>|&nbsp;|\s/gi, '') === ''

/** The field that a tag shows: what stands after the last filter, `text:`, `hint:`, `type:` and so on. */
const fieldOf = (tag: string) => tag.trim().split(':').at(-1)?.trim() ?? ''

/**
 * A template filled in with fields: `{{Field}}`, `{{#Field}}…{{/Field}}`, `{{^Field}}…{{/Field}}`.
 * Filters are passed over, what is typed is not shown. Nothing else is a command. Null where
 * sections are open or nested without end, or the text grows beyond all measure.
 * @see https://docs.ankiweb.net/templates/intro.html
 */
export function fillTemplate(template: string, fields: Fields): string | null {
  const open: { name: string; shown: boolean }[] = []
  const shown = () => open.every((section) => section.shown)
  let out = ''
  let from = 0
  for (const match of template.matchAll(TAG)) {
    const [whole, sign, inner = ''] = match
    if (shown()) out += template.slice(from, match.index)
    from = match.index + whole.length
    const name = inner.trim()
    if (sign === '#' || sign === '^') {
      if (open.length >= DEEPEST) return null
      const filled = !isEmpty(Object.hasOwn(fields, name) ? (fields[name] ?? '') : '')
      open.push({ name, shown: sign === '#' ? filled : !filled })
    } else if (sign === '/') {
      if (open.pop()?.name !== name) return null
    } else if (sign !== '!' && shown() && !/^type:/.test(name)) {
      const field = fieldOf(name)
      out += Object.hasOwn(fields, field) ? (fields[field] ?? '') : ''
    }
    if (out.length > LONGEST) return null
  }
  return open.length > 0 ? null : out + template.slice(from)
}

/** Fields that a template names, in their order, each once. */
function named(template: string, { fields }: Notetype): string[] {
  const names = [...template.matchAll(TAG)]
    .filter(([, sign]) => sign === '')
    .map(([, , inner = '']) => fieldOf(inner))
  return [...new Set(names)].filter((name) => fields.includes(name))
}

const conditions = (template: string) =>
  [...template.matchAll(TAG)].filter(([, sign]) => sign === '#' || sign === '^')

/** How a notetype's cards become ours. */
export type Shape =
  | { kind: 'basic' | 'typed' | 'reverse'; front: string; back: string; extra: string[] }
  /** A second card only where the field `when` is filled. */
  | { kind: 'optional'; front: string; back: string; when: string }
  | { kind: 'cloze'; text: string; extra: string[] }
  | { kind: 'rendered' }
  | { kind: 'none'; why: string }

/** Whether a template has words of its own beside its fields. */
const speaks = (template: string) =>
  template.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>|\{\{[^{}]*\}\}|&nbsp;|\s/gi, '') !== ''

/** The one field that a question shows, and the fields its answer adds; null for anything richer. */
function plainCard({ qfmt, afmt }: Template, type: Notetype) {
  const asked = named(qfmt.replace(/\{\{type:[^{}]*\}\}/g, ''), type)
  const told = named(afmt.replace(/\{\{type:/g, '{{'), type).filter((name) => name !== asked[0])
  const [front] = asked
  if (asked.length !== 1 || front === undefined || told.length === 0) return null
  if (conditions(qfmt).length > 0 || speaks(qfmt)) return null
  return { front, told, typed: /\{\{type:/.exec(qfmt) !== null }
}

/** How the cards of a notetype become notes of ours: by what its templates show, not by its name. */
export function shapeOf(type: Notetype): Shape {
  const [first, second, third] = type.templates
  if (type.occlusion) return { kind: 'none', why: 'Image occlusion cannot be shown here.' }
  if (!first) return { kind: 'none', why: 'Its notetype has no templates.' }
  if (type.cloze) {
    const text = /\{\{(?:[a-z-]+:)*cloze:([^{}:]+)\}\}/.exec(first.qfmt)?.[1]?.trim()
    if (text === undefined || !type.fields.includes(text))
      return { kind: 'none', why: 'Its cloze template names no field.' }
    const told = named(first.afmt, type).filter((name) => name !== text)
    return { kind: 'cloze', text, extra: told }
  }
  const card = plainCard(first, type)
  const [back = '', ...extra] = card?.told ?? []
  if (!card) return { kind: 'rendered' }
  if (!second) return { kind: card.typed ? 'typed' : 'basic', front: card.front, back, extra }
  if (third || card.typed) return { kind: 'rendered' }
  const when = /^\s*\{\{#([^{}]+)\}\}([\s\S]*)\{\{\/\1\}\}\s*$/.exec(second.qfmt)
  const turned = plainCard(when ? { ...second, qfmt: when[2] ?? '' } : second, type)
  if (turned?.front !== back || turned.told[0] !== card.front) return { kind: 'rendered' }
  const name = when?.[1]?.trim()
  return name === undefined
    ? { kind: 'reverse', front: card.front, back, extra }
    : { kind: 'optional', front: card.front, back, when: name }
}

/** A card of any other notetype as a question and an answer in HTML; a reason where it has none. */
export function renderCard(
  template: Template,
  fields: Fields,
): { front: string; back: string } | string {
  const all = { ...Object.fromEntries(NAMES_OF_CARD.map((name) => [name, ''])), ...fields }
  const front = fillTemplate(template.qfmt, all)
  const back = fillTemplate(template.afmt, { ...all, FrontSide: '' })
  if (front === null || back === null) return 'Its template cannot be filled in.'
  if (isEmpty(front)) return 'Its question is empty.'
  return isEmpty(back) ? 'Its answer is empty.' : { front, back }
}
