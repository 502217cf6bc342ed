import { textHash } from '@/features/cards/deck/rules'
import type { Body } from '../schema'

/** Changes when what counts as right does, and not when a reason is worded better. */
export function keyHashOf(body: Body): string {
  const key = (): unknown => {
    switch (body.kind) {
      case 'single':
      case 'multiple':
      case 'triage':
        return body.options.map(({ text, key }) => [text, key])
      case 'ordering':
        return body.steps.map(({ html }) => html)
      case 'matching':
        return [body.lefts, body.rights.map(({ html }) => html)]
      case 'cloze':
        return body.names.map((name) => [name, body.blanks[name]?.accept])
      case 'numeric':
        return [body.answer, body.unit, body.tolerance]
      case 'hotspot':
        return body.spots.map(({ node, key }) => [node, key])
      case 'predict':
        return body.parts.map(({ part, key }) => [part, key])
      case 'fix':
        return [body.world, body.checks]
      case 'open':
        return [body.points.map(({ accept, weight }) => [accept, weight]), body.mustNotSay]
    }
  }
  return textHash(JSON.stringify(key()))
}
