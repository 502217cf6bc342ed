import { describe, expect, it } from 'vitest'
import { apiSchema, createWorld, readTemplate } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { firstScenario, LANGUAGES, type Language } from '../bench/rules'
import { partsOf } from '../rules'
import {
  API_CHOICES,
  type ApiChoice,
  apiFor,
  choiceOf,
  firstTemplate,
  movedTo,
  stageOf,
  templatesOf,
  withTemplate,
} from './rules'

const choices = Object.keys(API_CHOICES).filter((one) => one !== 'sam') as Exclude<
  ApiChoice,
  'sam'
>[]

describe('ready-made APIs', () => {
  it.each(choices)('%s is valid, and known again', (choice) => {
    const api = apiFor(choice, 'F')
    expect(apiSchema.parse(api)).toEqual(api)
    expect(choiceOf(api)).toBe(choice)
  })

  it.each(choices.filter((one) => one !== 'websocket'))(
    '%s leads to the function',
    async (choice) => {
      const api = apiFor(choice, 'F')
      const stage = stageOf(api)
      const world = createWorld({
        api,
        functions: { F: { code: { kind: 'canned', value: { statusCode: 200, message: 'hi' } } } },
        figures: FIGURES,
        seed: 1,
        startAt: 0,
      })
      const path = stage === null ? '/a' : `/${stage}/a`
      const { invocations } = await world.handle({ method: 'GET', path })
      expect(invocations).toHaveLength(1)
    },
  )

  it('designed by hand are told apart', () => {
    expect(choiceOf({ type: 'REST', id: 'a', resources: {}, stages: {} })).toBeNull()
    expect(choiceOf({ type: 'HTTP', id: 'a', routes: {}, stages: {} })).toBeNull()
  })

  it('have mapping templates that can be changed one by one', () => {
    const api = apiFor('rest-templates', 'F')
    const changed = withTemplate(withTemplate(api, 'request', 'A'), 'response', 'B')
    expect(templatesOf(changed)).toEqual({ request: 'A', response: 'B' })
    expect(apiSchema.safeParse(changed).success).toBe(true)
    expect(templatesOf(apiFor('rest', 'F'))).toBeNull()
    expect(withTemplate(apiFor('url', 'F'), 'request', 'A')).toEqual(apiFor('url', 'F'))
  })
})

it.each([
  ['/a', null, 'prod', '/prod/a'],
  ['/prod/a?b=c', 'prod', null, '/a?b=c'],
  ['/prod', 'prod', 'dev', '/dev/'],
  ['/other/a', 'prod', null, '/other/a'],
  ['/a', null, null, '/a'],
])('%s of stage %s under stage %s is %s', (path, from, to, moved) => {
  expect(movedTo({ method: 'GET', path }, from, to).path).toBe(moved)
})

it.each(Object.keys(LANGUAGES) as Language[])(
  'the first template in %s makes an API',
  (language) => {
    const { handler, runtime } = LANGUAGES[language]
    const text = firstTemplate('MyFunction', handler, runtime)
    expect(readTemplate(text).functions.MyFunction?.runtime).toBe(runtime)
    const scenario = firstScenario(language, '2026-11-22')
    const parts = partsOf({ ...scenario, api: { kind: 'sam', text } })
    expect(parts.ok && parts.value.functions.MyFunction).toEqual(scenario.functions.MyFunction)
  },
)
