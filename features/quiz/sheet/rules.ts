import { chanceOf } from '../chance/rules'
import type { Body, SheetBody } from '../schema'

/**
 * In which order the parts of an exercise are shown: place on the sheet → index in its body. Steps
 * are never shown in their right order.
 */
export function shownOrder(
  count: number,
  seed: string,
  what: string,
  neverSorted = false,
): number[] {
  const indices = Array.from({ length: count }, (_, index) => index)
  for (let turn = 0; ; turn += 1) {
    const order = chanceOf(`${seed} ${what} ${turn}`).shuffle(indices)
    if (!neverSorted || count < 2 || order.some((index, shown) => index !== shown)) return order
  }
}

const shuffled = <T>(entries: readonly T[], order: number[]): T[] =>
  order.flatMap((index) => (index in entries ? [entries[index] as T] : []))

/** An exercise as a browser may see it before it is answered, shuffled by `seed`. */
export function sheetBody(body: Body, seed: string): SheetBody {
  switch (body.kind) {
    case 'single':
    case 'multiple':
    case 'triage': {
      const options = body.options.map(({ html }) => html)
      const order = shownOrder(options.length, seed, 'options')
      return { kind: body.kind, choose: body.choose, options: shuffled(options, order) }
    }
    case 'ordering': {
      const order = shownOrder(body.steps.length, seed, 'steps', true)
      return { kind: 'ordering', steps: shuffled(body.steps, order).map(({ html }) => html) }
    }
    case 'matching': {
      const lefts = shuffled(body.lefts, shownOrder(body.lefts.length, seed, 'lefts'))
      const rights = shuffled(body.rights, shownOrder(body.rights.length, seed, 'rights'))
      return { kind: 'matching', lefts, rights: rights.map(({ html }) => html) }
    }
    case 'cloze': {
      const { code, texts, names } = body
      return { kind: 'cloze', code, texts, names }
    }
    case 'numeric':
      return { kind: 'numeric', unit: body.unit }
    case 'hotspot': {
      const { svg, choose, spots } = body
      return {
        kind: 'hotspot',
        svg,
        choose,
        spots: spots.map(({ node, label }) => ({ node, label })),
      }
    }
    case 'predict':
      return { kind: 'predict', parts: body.parts.map(({ part }) => part) }
    case 'fix': {
      const { answer, broken, checks } = body
      const asks = checks.filter(({ hidden }) => !hidden).map(({ say }) => say)
      return { kind: 'fix', format: answer.format, broken, asks }
    }
    case 'open':
      return { kind: 'open' }
  }
}
