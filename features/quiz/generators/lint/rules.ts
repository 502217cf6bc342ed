import type { Figures } from '@/features/cards/schema'
import { chanceOf } from '../../chance/rules'
import { bookOf, type Generated, type Generator } from '../kit/rules'

/** More than this is no number of an interview. */
const ABSURD = 1e9
const FEWEST_LURES = 2
const FEWEST_OPTIONS = 3
/** So many different stems at least, of a thousand seeds. */
const FRESH = 50

const lastNumber = (html: string) =>
  Number(
    html
      .replace(/<[^>]+>/g, '')
      .match(/\d[\d,]*(?:\.\d+)?/g)
      ?.at(-1)
      ?.replaceAll(',', ''),
  )

/** What is right, as the grader knows it: the number, the text of the option, the steps. */
export function keyOf({ body }: Generated): number | string | string[] | null {
  if (body.kind === 'numeric') return body.answer
  if (body.kind === 'single') return body.options.find(({ key }) => key)?.text ?? null
  return body.kind === 'ordering' ? body.steps.map(({ html }) => html) : null
}

/** What is wrong with one exercise that was generated; nothing where it can be asked. */
export function generatedFaults(one: Generated): string[] {
  const { body, steps } = one
  const faults: string[] = []
  const last = steps.at(-1) ?? ''
  if (/NaN|undefined|Infinity|null|[^\w.]-\d/.test(JSON.stringify(one)))
    faults.push('says something that is no number, or a negative one')
  if (steps.length < 2) faults.push('has no working')
  if (body.kind === 'numeric') {
    const { answer, tolerance, lures } = body
    if (!(answer > 0 && answer < ABSURD)) faults.push(`has the absurd answer ${answer}`)
    if (Math.abs(lastNumber(last) - answer) > 1e-6)
      faults.push(`ends its working with ${lastNumber(last)}, not with the answer ${answer}`)
    if (lures.length < FEWEST_LURES) faults.push(`has ${lures.length} lures`)
    const all = [answer, ...lures.map((lure) => lure.answer)].sort((a, b) => a - b)
    if (all.some((value, index) => index > 0 && value - (all[index - 1] ?? 0) <= 2 * tolerance))
      faults.push(`has answers that cannot be told apart: ${all.join(', ')}`)
  } else if (body.kind === 'single') {
    const texts = new Set(body.options.map(({ text }) => text))
    if (texts.size < Math.max(FEWEST_OPTIONS, body.options.length))
      faults.push('has too few options, or one twice')
    if (body.options.filter(({ key }) => key).length !== 1) faults.push('has not one key')
    if (!last.includes(String(keyOf(one)))) faults.push('does not end its working with the key')
  } else if (body.kind === 'ordering') {
    if (new Set(body.steps.map(({ html }) => html)).size < body.steps.length)
      faults.push('has the same step twice')
  } else faults.push(`is of the kind ${body.kind}, which no generator makes`)
  return faults
}

/**
 * Makes an exercise of each seed and says what is wrong with any: each fault once, with the first
 * stem that has it.
 */
export function generatorFaults(
  generator: Generator,
  figures: Figures,
  seeds: readonly string[],
): string[] {
  const faults = new Map<string, string>()
  const stems = new Set<string>()
  for (const seed of seeds) {
    const one = generator.make(chanceOf(`${generator.id} ${seed}`), bookOf(figures))
    stems.add(one.stem)
    for (const fault of generatedFaults(one))
      if (!faults.has(fault)) faults.set(fault, `${generator.id} ${fault}: ${one.stem}`)
  }
  if (stems.size < Math.min(FRESH, seeds.length))
    faults.set('fresh', `${generator.id} has ${stems.size} stems for ${seeds.length} seeds`)
  return [...faults.values()]
}
