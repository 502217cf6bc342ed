/**
 * Runs scenarios of the emulator.
 *   npm run emulate -- scenario.json                                 exchanges as JSON
 *   npm run emulate -- --vtl template.vtl --scenario scenario.json   one template, rendered
 *   npm run emulate -- --schema                                      the JSON Schema of a scenario
 * Exit status 2: what was handed in is malformed, told with file, line, column and expectation.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { Malformed } from '@/emulator/gateway/parse-problem'
import { ConfigurationError } from '@/emulator/lambda/invoker'
import { VtlError } from '@/emulator/vtl/error'
import { pathOf, type ReadScenario, Refused, readScenario, refusal } from './emulate/read-scenario'
import { renderFor } from './emulate/render-template'
import { runScenario } from './emulate/run-scenario'
import { scenarioJsonSchema } from './emulate/scenario-json-schema'

const USAGE =
  'usage: npm run emulate -- scenario.json | --vtl template.vtl --scenario scenario.json | --schema'

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Refused([`${file}: expected a file that can be read: ${(error as Error).message}`])
  }
}

/** What the world itself refuses is told with its place in the scenario, too. */
async function located<T>(file: string, read: ReadScenario, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const root = error instanceof Malformed ? 'api' : ''
    if (!(error instanceof Malformed) && !(error instanceof ConfigurationError)) throw error
    throw new Refused(
      error.problems.map(({ at, expected }) => {
        const path = [root, ''].map((one) => pathOf(read.json, at, one))
        const [deepest = []] = path.sort((a, b) => b.length - a.length)
        return `${refusal(file, read.json, deepest, expected)} (${at})`
      }),
    )
  }
}

async function main(): Promise<string> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      vtl: { type: 'string' },
      scenario: { type: 'string' },
      schema: { type: 'boolean' },
    },
  })
  if (values.schema) return JSON.stringify(scenarioJsonSchema(), null, 2)
  const file = values.scenario ?? positionals[0]
  if (file === undefined) throw new Refused([USAGE])
  const read = readScenario(file, textOf(file))
  const { vtl } = values
  if (vtl === undefined) {
    const exchanges = await located(file, read, () => runScenario(read.scenario, FIGURES))
    return JSON.stringify(exchanges, null, 2)
  }
  const template = textOf(vtl)
  try {
    return await located(file, read, () => renderFor(template, read.scenario, FIGURES))
  } catch (error) {
    if (!(error instanceof VtlError)) throw error
    const expected = error.expected === '' ? '' : `, expected ${error.expected}`
    throw new Refused([`${vtl}:${error.line}:${error.column}: ${error.reason}${expected}`])
  }
}

main().then(
  (text) => process.stdout.write(`${text}\n`),
  (error: Error) => {
    const malformed =
      error instanceof Refused || /^ERR_PARSE_ARGS/.test(String(Reflect.get(error, 'code')))
    process.stderr.write(`${malformed ? error.message : (error.stack ?? error)}\n`)
    process.exitCode = malformed ? 2 : 1
  },
)
