import { describe, expect, it } from 'vitest'
import { type CannedCode, createWorld } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { type ApiChoice, apiFor } from '../apis/rules'
import { errorOf, helpFor, placeOfError } from './rules'

const exchange = async (
  code: Partial<CannedCode>,
  path = '/prod/a',
  choice: Exclude<ApiChoice, 'sam'> = 'rest',
  body = '',
) => {
  const world = createWorld({
    api: apiFor(choice, 'F'),
    functions: { F: { code: { kind: 'canned', ...code } } },
    figures: FIGURES,
    seed: 1,
    startAt: 0,
  })
  return world.handle({ method: 'POST', path, body })
}
const failed = (errorType: string, errorMessage: string) => ({ error: { errorType, errorMessage } })

describe('helpFor', () => {
  it.each([
    [
      failed('Runtime.HandlerNotFound', 'index.handle is undefined or not exported'),
      'handler setting',
    ],
    [
      failed('Runtime.ImportModuleError', "Unable to import module 'app': No module named 'x'"),
      'name in the import',
    ],
    [failed('Runtime.ImportModuleError', "No module named 'requests'"), 'layer'],
    [failed('Runtime.UserCodeSyntaxError', 'SyntaxError: Unexpected token'), 'INIT failed'],
    [failed('KeyError', "'httpMethod'"), 'Payload formats'],
    [failed('SyntaxError', 'Unexpected token'), 'could not be read'],
    [failed('JSONDecodeError', 'Expecting value'), 'event.body is text'],
    [{ fate: 'hang' as const }, 'time-out'],
    [{ fate: 'exit' as const }, 'ended before it answered'],
    [{ value: { body: { a: 1 } } }, 'statusCode'],
  ])('%j', async (code, words) => {
    expect(helpFor(await exchange(code))).toContain(words)
  })

  it('of the gateway', async () => {
    expect(helpFor(await exchange({ value: {} }, '/pets'))).toContain('stage in the path')
    const large = 'x'.repeat(10 * 1024 * 1024 + 1)
    expect(helpFor(await exchange({ value: {} }, '/prod/a', 'rest', large))).toContain('pre-signed')
  })

  it('says nothing where nothing went wrong', async () => {
    expect(helpFor(await exchange({ value: { statusCode: 200 } }))).toBeNull()
  })

  it.each([
    [
      {
        errorType: 'TypeError',
        errorMessage: 'x',
        trace: [
          'TypeError: x',
          '    at handler (file:///var/task/index.mjs:5:9)',
          '    at run (/var/task/node_modules/a/index.mjs:1:1)',
        ],
      },
      { file: 'index.mjs', line: 5, column: 9 },
    ],
    [
      {
        errorType: 'KeyError',
        errorMessage: "'x'",
        stackTrace: [
          '  File "/var/task/lambda_function.py", line 4, in lambda_handler\n    a(event)\n',
          '  File "/var/task/lambda_function.py", line 9, in a\n    event["x"]\n',
        ],
      },
      { file: 'lambda_function.py', line: 9, column: 1 },
    ],
    [
      {
        errorType: 'Runtime.UserCodeSyntaxError',
        errorMessage:
          "Syntax error in module 'lambda_function': invalid syntax (lambda_function.py, line 2)",
        stackTrace: ['  File "/var/task/lambda_function.py" Line 2\n    def (:\n'],
      },
      { file: 'lambda_function.py', line: 2, column: 1 },
    ],
    [{ errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 3.00 seconds' }, null],
  ])('finds the place of %j', async (payload, place) => {
    const { invocations } = await exchange(failed('KeyError', 'x'))
    const run = invocations[0] && { ...invocations[0], payload: JSON.stringify(payload) }
    if (place) expect(placeOfError(run)).toMatchObject(place)
    else expect(placeOfError(run)).toBeNull()
  })

  it('knows the error of a run, whatever its payload', async () => {
    const { invocations } = await exchange(failed('KeyError', 'x'))
    expect(errorOf(invocations[0])).toMatchObject({ type: 'KeyError', message: 'x' })
    expect(errorOf(undefined)).toBeNull()
    const [run] = invocations
    expect(run && errorOf({ ...run, payload: 'oh' })).toEqual({
      type: 'Error',
      message: 'oh',
      trace: [],
    })
  })
})
