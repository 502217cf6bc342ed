import { describe, expect, it } from 'vitest'
import { scenarioSchema } from '../schema'
import {
  eventOf,
  FUNCTION_NAME,
  firstScenario,
  LANGUAGES,
  type Language,
  lineOf,
  mainFunctionOf,
  sourceOf,
  withFile,
  withFunction,
  withSend,
} from './rules'

const languages = Object.keys(LANGUAGES) as Language[]

describe('the bench', () => {
  it.each(languages)('begins in %s with a scenario', (language) => {
    const scenario = firstScenario(language, '2026-11-22')
    expect(scenarioSchema.parse(scenario)).toEqual(scenario)
    expect(sourceOf(scenario)?.language).toBe(language)
  })

  it('changes one file, one setting, one thing to send', () => {
    const first = firstScenario('python', '2026-11-22')
    const { file } = LANGUAGES.python
    const typed = withFile(first, file, 'x = 1')
    expect(sourceOf(typed)?.files).toEqual({ [file]: 'x = 1' })
    expect(withFunction(typed, { memoryMb: 512 }).functions[FUNCTION_NAME]).toMatchObject({
      memoryMb: 512,
      timeoutSeconds: 3,
    })
    const send = { name: 'E', step: { invoke: FUNCTION_NAME, event: { a: 1 } } }
    expect(eventOf(withSend(first, 0, send).sends[0] ?? send)).toEqual({ a: 1 })
    expect(eventOf(first.sends[0] ?? send)).toBeUndefined()
    expect(first).toEqual(firstScenario('python', '2026-11-22'))
  })

  it('edits the function that has source', () => {
    const first = firstScenario('javascript', '2026-11-22')
    const canned = { code: { kind: 'canned' as const } }
    expect(mainFunctionOf({ ...first, functions: { guard: canned, ...first.functions } })).toBe(
      FUNCTION_NAME,
    )
    const only = { ...first, functions: { guard: canned } }
    expect(mainFunctionOf(only)).toBe('guard')
    expect(withFile(only, 'a', 'b')).toEqual(only)
  })

  it.each([
    [{ request: { method: 'GET', path: '/a' } }, 'GET /a'],
    [{ frame: 'hi' }, 'Message hi'],
    [{ disconnect: '' }, 'Disconnect'],
    [{ invoke: 'F', event: null }, 'Invoke F'],
    [{ service: 'sqs', action: 'SendMessage', input: {} }, 'sqs SendMessage'],
    [{ advanceMs: 5 }, 'Wait 5 ms'],
    [{ deploy: 'prod' }, 'Deploy prod'],
  ])('%j reads %s', (step, line) => {
    expect(lineOf({ name: '', step })).toBe(line)
  })
})
