import type { Body, Chosen } from '../schema'
import { shownOrder } from '../sheet/rules'
import type { Said } from './schema'

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#x26;|&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()

/** What was chosen, in words: they outlive another order and another wording of the rest. */
export function saidOf(body: Body, chosen: Chosen, seed: string): Said {
  switch (chosen.kind) {
    case 'choice': {
      const options = 'options' in body ? body.options : []
      const order = shownOrder(options.length, seed, 'options')
      return {
        kind: 'choice',
        texts: chosen.chosen.map((at) => options[order[at] ?? -1]?.text ?? ''),
      }
    }
    case 'order': {
      const steps = body.kind === 'ordering' ? body.steps : []
      const order = shownOrder(steps.length, seed, 'steps', true)
      return {
        kind: 'order',
        texts: chosen.order.map((at) => plain(steps[order[at] ?? -1]?.html ?? '')),
      }
    }
    case 'pairs': {
      const { lefts, rights } = body.kind === 'matching' ? body : { lefts: [], rights: [] }
      const leftOrder = shownOrder(lefts.length, seed, 'lefts')
      const rightOrder = shownOrder(rights.length, seed, 'rights')
      const pairs = chosen.pairs.map((at, left): [string, string | null] => [
        plain(lefts[leftOrder[left] ?? -1] ?? ''),
        at === null ? null : plain(rights[rightOrder[at] ?? -1]?.html ?? ''),
      ])
      return { kind: 'pairs', pairs }
    }
    default:
      return chosen
  }
}

const placesOf = (texts: string[], among: string[]): number[] | null => {
  const places = texts.map((text) => among.indexOf(text))
  return places.includes(-1) ? null : places
}

/**
 * The places on a sheet of what was said about an earlier version of the exercise; null where
 * something that was said is not there any more.
 */
export function chosenOf(body: Body, said: Said, seed: string): Chosen | null {
  switch (said.kind) {
    case 'choice': {
      if (!('options' in body)) return null
      const order = shownOrder(body.options.length, seed, 'options')
      const shown = order.map((index) => body.options[index]?.text ?? '')
      const chosen = placesOf(said.texts, shown)
      return chosen && { kind: 'choice', chosen }
    }
    case 'order': {
      if (body.kind !== 'ordering') return null
      const order = shownOrder(body.steps.length, seed, 'steps', true)
      const shown = order.map((index) => plain(body.steps[index]?.html ?? ''))
      const places = placesOf(said.texts, shown)
      return places && { kind: 'order', order: places }
    }
    case 'pairs': {
      if (body.kind !== 'matching') return null
      const given = new Map(said.pairs)
      const rights = shownOrder(body.rights.length, seed, 'rights').map((index) =>
        plain(body.rights[index]?.html ?? ''),
      )
      const pairs = shownOrder(body.lefts.length, seed, 'lefts').map((index) => {
        const right = given.get(plain(body.lefts[index] ?? ''))
        return right === undefined ? undefined : right === null ? null : rights.indexOf(right)
      })
      const known = pairs.filter(
        (place): place is number | null => (place ?? 0) !== -1 && place !== undefined,
      )
      return known.length < pairs.length || said.pairs.length !== pairs.length
        ? null
        : { kind: 'pairs', pairs: known }
    }
    default:
      return said
  }
}
