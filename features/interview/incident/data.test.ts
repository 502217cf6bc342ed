import { describe, expect, test } from 'vitest'
import { chanceOf } from '@/features/quiz/chance/rules'
import { judge } from '@/features/quiz/judge/data'
import type { Exercise } from '@/features/quiz/schema'
import { shownOrder } from '@/features/quiz/sheet/rules'
import { getIncidentExercise, listIncidents } from './data'

const SEED = 'a paper'

/** The exercise of a stage; throws where there is none. */
function asked(ref: string): Exercise {
  const exercise = getIncidentExercise(ref, SEED)
  if (!exercise) throw new Error(`there is no ${ref}`)
  return exercise
}

describe.each(listIncidents().map((one) => [one.ref, one] as const))('%s', (ref, { stages }) => {
  test('each stage is an exercise about the same happening', () => {
    const exercises = stages.map((stage) => asked(`${ref}#${stage}`))
    expect(exercises.map(({ id }) => id)).toEqual(stages.map((stage) => `incident.${ref}.${stage}`))
    const [triage, ...others] = exercises
    for (const { evidence } of others)
      for (const piece of evidence) expect(triage?.evidence).toContainEqual(piece)
    expect(asked(`${ref}#${stages[0]}`)).toEqual(triage)
  })

  test('the server knows a right diagnosis from a wrong one', async () => {
    const { body } = asked(`${ref}#triage`)
    if (!('options' in body)) throw new Error('there is nothing to choose')
    const order = shownOrder(body.options.length, SEED, 'options')
    for (const [place, index] of order.entries()) {
      const verdict = await judge(body, { kind: 'choice', chosen: [place] }, SEED)
      expect(verdict?.right).toBe(body.options[index]?.key)
      expect(verdict?.findings.every(({ whyHtml }) => whyHtml !== '')).toBe(true)
    }
  })

  test('the server tries a mend, and tells why one that only looks right fails', async () => {
    const { body } = asked(`${ref}#fix`)
    if (body.kind !== 'fix') throw new Error('there is nothing to mend')
    const told = (text: string) => judge(body, { kind: 'text', text }, SEED)
    expect(await told(body.solution)).toMatchObject({ right: true, score: 1 })
    expect(await told(body.broken)).toMatchObject({ right: false, blank: true })
    for (const { answer, whyHtml } of body.lures) {
      const verdict = await told(answer)
      expect(verdict).toMatchObject({ right: false, blank: false })
      expect(verdict?.findings.at(-1)?.whyHtml).toBe(whyHtml)
    }
    expect(await told('no: [mend')).toMatchObject({ right: false, score: 0 })
  })
})

const SPICE = ['', 'null', '[]', '{', '-1', '"x"', '${a}', ': ', '\n', 'schedule', 'sns', '*']

test('whatever is written as a mend, it is graded', async () => {
  for (const { ref } of listIncidents()) {
    const { body } = asked(`${ref}#fix`)
    if (body.kind !== 'fix') throw new Error('there is nothing to mend')
    for (let turn = 0; turn < 10; turn += 1) {
      const chance = chanceOf(`${ref} ${turn}`)
      const tokens = body.solution.split(/(\s+|[{}[\],:"'])/)
      for (let k = 0; k <= turn % 3; k += 1)
        tokens[chance.int(0, tokens.length - 1)] = SPICE[chance.int(0, SPICE.length - 1)] ?? ''
      const verdict = await judge(body, { kind: 'text', text: tokens.join('') }, SEED)
      expect(verdict?.score).toBeGreaterThanOrEqual(0)
    }
  }
}, 30_000)

test('what is not there is not asked', () => {
  const [first] = listIncidents()
  expect(getIncidentExercise(`${first?.ref}#other`, SEED)).toBeNull()
  expect(getIncidentExercise('nothing#triage', SEED)).toBeNull()
  expect(getIncidentExercise(first?.ref ?? '', SEED)).toBeNull()
})
