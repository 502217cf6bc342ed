import type { Chosen, SheetBody } from '../schema'

/** What stands on a sheet before anything is chosen. */
export function emptyChosen(body: SheetBody): Chosen {
  switch (body.kind) {
    case 'single':
    case 'multiple':
    case 'triage':
      return { kind: 'choice', chosen: [] }
    case 'ordering':
      return { kind: 'order', order: body.steps.map((_, index) => index) }
    case 'matching':
      return { kind: 'pairs', pairs: body.lefts.map(() => null) }
    case 'cloze':
      return { kind: 'blanks', blanks: Object.fromEntries(body.names.map((name) => [name, ''])) }
    case 'numeric':
      return { kind: 'number', text: '' }
    case 'hotspot':
      return { kind: 'spots', spots: [] }
    case 'predict':
      return { kind: 'parts', parts: Object.fromEntries(body.parts.map((part) => [part, ''])) }
    case 'fix':
      return { kind: 'text', text: body.broken }
    case 'open':
      return { kind: 'text', text: '' }
  }
}

/** An answer that says nothing: the learner asks to be shown. */
export function blankChosen(body: SheetBody): Chosen {
  if (body.kind === 'ordering') return { kind: 'order', order: [] }
  return body.kind === 'fix' ? { kind: 'text', text: '' } : emptyChosen(body)
}

/** One more place chosen, or one less. Where one is to be chosen, it takes the place of another. */
export function toggled<T>(chosen: readonly T[], one: T, choose: number): T[] {
  if (chosen.includes(one)) return chosen.filter((other) => other !== one)
  if (choose === 1) return [one]
  return chosen.length < choose ? [...chosen, one] : [...chosen]
}

/** The entry at `from` moved by so many places; at an end it stays. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = Math.max(0, Math.min(list.length - 1, from + by))
  const out = [...list]
  out.splice(to, 0, ...out.splice(from, 1))
  return out
}

const filled = (text: string) => text.trim() !== ''

/** What still has to be done before it can be answered, in words; null where nothing has. */
export function missing(body: SheetBody, chosen: Chosen): string | null {
  if ('choose' in body) {
    const count =
      chosen.kind === 'choice'
        ? chosen.chosen.length
        : chosen.kind === 'spots'
          ? chosen.spots.length
          : 0
    if (count === body.choose) return null
    return body.choose === 1 ? 'Choose one first.' : `Choose ${body.choose}; you have ${count}.`
  }
  switch (chosen.kind) {
    case 'pairs':
      if (chosen.pairs.includes(null)) return 'Find a partner for each first.'
      return new Set(chosen.pairs).size < chosen.pairs.length
        ? 'One partner stands twice: each belongs to one.'
        : null
    case 'blanks':
      return Object.values(chosen.blanks).every(filled) ? null : 'Fill every blank first.'
    case 'number':
      return filled(chosen.text) ? null : 'Write a number first.'
    case 'parts':
      return Object.values(chosen.parts).some(filled) ? null : 'Say what you expect first.'
    case 'text':
      if (body.kind === 'fix' && chosen.text.trim() === body.broken.trim())
        return 'Change something first: this is what is broken.'
      return filled(chosen.text) ? null : 'Write an answer first.'
    default:
      return null
  }
}
