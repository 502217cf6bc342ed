import { describe, expect, it } from 'vitest'
import { apiSchema } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { API_CHOICES, type ApiChoice, apiFor, firstTemplate } from '../apis/rules'
import { firstScenario } from '../bench/rules'
import { partsOf } from '../rules'
import type { Scenario } from '../schema'
import { FORMS } from './form/rules'
import {
  entriesOf,
  entryPath,
  problemsOf,
  templateOf,
  valueAt,
  withApi,
  withTemplateText,
  withValue,
} from './rules'

const choices = Object.keys(API_CHOICES).filter((id) => id !== 'sam') as Exclude<ApiChoice, 'sam'>[]
const first = firstScenario('javascript', FIGURES.asOf)
const scenarioFor = (choice: Exclude<ApiChoice, 'sam'>): Scenario => ({
  ...first,
  api: { kind: 'data', api: apiFor(choice, 'MyFunction') },
})

describe('form and template', () => {
  it.each(choices)('%s: the template says what the form says', (choice) => {
    const scenario = scenarioFor(choice)
    const text = templateOf(scenario)
    expect(text).toContain('CodeUri')
    const read = withTemplateText(scenario, text)
    if (!read.ok) throw new Error(read.fault.message)
    if (choice !== 'url') expect(read.value.api).toEqual(scenario.api)
    expect(read.value.functions.MyFunction).toMatchObject({ ...first.functions.MyFunction })
  })

  it.each(choices)('%s: every group takes a new entry that can be run', (choice) => {
    const api = apiFor(choice, 'MyFunction')
    for (const group of FORMS[api.type].groups) {
      const path = entryPath(group, group.hint)
      if (!path) throw new Error(`${group.hint} is no name`)
      const next = apiSchema.parse(withValue(api as never, path, group.fresh('MyFunction')))
      expect(entriesOf(group, next)).toContain(group.hint)
      expect(problemsOf(next, first.functions, FIGURES)).toEqual([])
    }
  })

  it('tells a template’s fault with its place, and keeps the scenario', () => {
    expect(withTemplateText(first, 'Resources:\n  A: [')).toMatchObject({
      ok: false,
      fault: { line: expect.any(Number), column: expect.any(Number) },
    })
  })

  it('a template stays a template', () => {
    const text = firstTemplate('MyFunction', 'index.handler', 'nodejs24.x')
    const sam: Scenario = { ...first, api: { kind: 'sam', text } }
    const parts = partsOf(sam)
    if (!parts.ok) throw new Error(parts.fault.message)
    const next = withApi(sam, { ...parts.value.api, name: 'Shop' })
    expect(next.api.kind).toBe('sam')
    expect(partsOf(next)).toMatchObject({ ok: true, value: { api: { name: 'Shop' } } })
  })

  it('tells what cannot be run with its place', () => {
    const api = apiFor('http', 'MyFunction')
    const wrong = withValue(api as never, ['routes', '$default', 'authorizer'], 'nobody')
    expect(problemsOf(wrong as never, first.functions, FIGURES).length).toBeGreaterThan(0)
  })
})

describe('a value at a path', () => {
  it('is put there, read, and taken away with the maps it leaves empty', () => {
    const put = withValue({ a: 1 }, ['b', 'c'], 2)
    expect(put).toEqual({ a: 1, b: { c: 2 } })
    expect(valueAt(put, ['b', 'c'])).toBe(2)
    expect(withValue(put, ['b', 'c'], undefined)).toEqual({ a: 1 })
    expect(Object.keys(withValue({ x: 1, y: 2 }, ['x'], 3) as object)).toEqual(['x', 'y'])
  })
  it('has a name as its place', () => {
    const [methods] = FORMS.REST.groups
    if (!methods) throw new Error('no methods')
    expect(entryPath(methods, 'get /pets')).toEqual(['resources', '/pets', 'GET'])
    for (const wrong of ['', 'GET', '/pets']) expect(entryPath(methods, wrong)).toBeNull()
  })
})
