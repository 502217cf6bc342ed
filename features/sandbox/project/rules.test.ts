import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { API_CHOICES, type ApiChoice, apiFor, firstTemplate } from '../apis/rules'
import { FUNCTION_NAME, firstScenario, LANGUAGES, type Language } from '../bench/rules'
import type { Scenario } from '../schema'
import { PROJECT_LIMITS, projectOf, readProject, zipped } from './rules'

const languages = Object.keys(LANGUAGES) as Language[]
const choices = Object.keys(API_CHOICES) as ApiChoice[]

function scenarioFor(language: Language, choice: ApiChoice): Scenario {
  const first = { ...firstScenario(language, FIGURES.asOf), name: 'Shop' }
  const { handler, runtime } = LANGUAGES[language]
  return choice === 'sam'
    ? { ...first, api: { kind: 'sam', text: firstTemplate(FUNCTION_NAME, handler, runtime) } }
    : { ...first, api: { kind: 'data', api: apiFor(choice, FUNCTION_NAME) } }
}

async function filesOf(scenario: Scenario) {
  const project = await projectOf(scenario, FIGURES)
  if (!project.ok) throw new Error(project.error)
  return project.value.files
}

describe('a SAM project', () => {
  it.each(languages.flatMap((language) => choices.map((choice) => [language, choice] as const)))(
    'in %s behind %s comes back as it was',
    async (language, choice) => {
      const scenario = scenarioFor(language, choice)
      const files = await filesOf(scenario)
      expect(Object.keys(files)).toEqual(expect.arrayContaining(['template.yaml', 'README.md']))
      expect(files['template.yaml']).toContain('AWS::Serverless-2016-10-31')
      expect(Object.values(files)).toContain(LANGUAGES[language].code)
      expect(await readProject(zipped(files), FIGURES)).toEqual({ ok: true, value: scenario })
    },
  )

  it('has the event that the gateway would send', async () => {
    const files = await filesOf(scenarioFor('javascript', 'http'))
    const event = JSON.parse(files['events/01-request.json'] ?? '')
    expect(event).toMatchObject({ version: '2.0', rawPath: '/hello' })
    expect(files['README.md']).toContain('sam local invoke MyFunction -e events/01-request.json')
  })

  it('that was changed is read from its template and code', async () => {
    const files = await filesOf(scenarioFor('javascript', 'http'))
    const [code] = Object.keys(files).filter((path) => path.endsWith('index.mjs'))
    const changed = { ...files, [code ?? '']: 'export const handler = async () => 7' }
    const read = await readProject(zipped(changed), FIGURES)
    expect(read).toMatchObject({
      ok: true,
      value: { name: 'Shop', api: { api: { type: 'HTTP' } } },
    })
    expect(JSON.stringify(read)).toContain('async () => 7')
  })

  it('from elsewhere, in a folder of its own, is read', async () => {
    const text = firstTemplate('Hello', 'index.handler', 'nodejs24.x')
    const read = await readProject(
      zipped({
        'app/template.yaml': text,
        'app/index.mjs': 'export const handler = async () => 1',
        'app/events/one.json': '{"a":1}',
      }),
      FIGURES,
    )
    expect(read).toMatchObject({
      ok: true,
      value: { sends: [{ name: 'one', step: { invoke: 'Hello', event: { a: 1 } } }] },
    })
  })
})

describe('a hostile archive', () => {
  const zip = (files: Record<string, Uint8Array>) => zipSync(files, { level: 9 })
  it.each([
    ['no zip', strToU8('hello'), /not a zip/],
    ['nothing', new Uint8Array(), /not a zip/],
    ['too large', new Uint8Array(PROJECT_LIMITS.zipBytes + 1), /larger than 2 MB/],
    ['a bomb', zip({ 'a.txt': new Uint8Array(50_000_000) }), /more than 4 MB/],
    ['a way out', zip({ '../etc/passwd': strToU8('x') }), /leads out/],
    ['a root', zip({ '/etc/passwd': strToU8('x') }), /leads out/],
    ['a drive', zip({ 'C:\\x': strToU8('x') }), /leads out/],
    ['bytes', zip({ 'a.bin': Uint8Array.of(0xff, 0xfe, 0x00) }), /no text/],
    ['no template', zip({ 'a.txt': strToU8('x') }), /no template.yaml/],
    ['a broken template', zip({ 'template.yaml': strToU8('Resources: [') }), /line \d/],
    [
      'many files',
      zip(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`${n}`, strToU8('x')]))),
      /at most 100 files/,
    ],
    [
      'a false size',
      (() => {
        const bytes = zip({ 'a.txt': new Uint8Array(3_000_000) })
        // The size told in the central directory is smaller than what is packed.
        const view = new DataView(bytes.buffer)
        for (let at = 0; at < bytes.length - 4; at++)
          if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
        return bytes
      })(),
      /damaged|no template/,
    ],
  ])('%s is refused', async (_what, bytes, error) => {
    expect(await readProject(bytes, FIGURES)).toMatchObject({
      ok: false,
      error: expect.stringMatching(error),
    })
  })
})
