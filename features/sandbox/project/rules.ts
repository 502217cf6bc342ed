import { strToU8, type Unzipped, unzipSync, zipSync } from 'fflate'
import * as z from 'zod/mini'
import {
  createWorld,
  type Figures,
  FormatError,
  type FunctionSpec,
  type Functions,
  type Json,
  Malformed,
  readTemplate,
  type SourceCode,
  writeTemplate,
} from '@/emulator'
import { FIRST_SEED, FIRST_START } from '../bench/rules'
import { worldPlanOf } from '../bench/run/rules'
import { curlOf } from '../curl/rules'
import { partsOf } from '../rules'
import { SCENARIO_FORMAT, SCENARIO_LIMITS, type Scenario, scenarioSchema } from '../schema'

/** What a project that is read may hold, so that no file fills the memory. */
export const PROJECT_LIMITS = { zipBytes: 2_000_000, files: 100, bytes: 4_000_000 } as const

const SCENARIO_FILE = 'coldstart.json'
const TEMPLATE_FILES = ['template.yaml', 'template.yml', 'template.json']

/** Something read or written, or a sentence that says why not. */
export type Told<T> = { ok: true; value: T } | { ok: false; error: string }
const refuse = (error: string) => ({ ok: false as const, error })

/** The files of a project by their path, and what a template cannot carry. */
export interface Project {
  files: Record<string, string>
  warnings: string[]
}

const fileName = (index: number, name: string) =>
  `${String(index + 1).padStart(2, '0')}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'event'}`

/** What `sam build` wants beside the code of a language. */
const PACKAGE: Record<SourceCode['language'], { file: string; text: string }> = {
  python: { file: 'requirements.txt', text: '' },
  javascript: { file: 'package.json', text: '{ "private": true }\n' },
  typescript: { file: 'package.json', text: '{ "private": true }\n' },
}

/** Functions with that file beside their code, where there is none, or without it again. */
function packed(functions: Functions, isOut: boolean): Functions {
  const entries = Object.entries(functions).map(([name, spec]): [string, FunctionSpec] => {
    if (spec.code.kind !== 'source') return [name, spec]
    const { file, text } = PACKAGE[spec.code.language]
    const { [file]: own, ...others } = spec.code.files
    if (!isOut && own !== text) return [name, spec]
    const files = isOut ? { ...others, [file]: own ?? text } : others
    return [name, { ...spec, code: { ...spec.code, files } }]
  })
  return Object.fromEntries(entries)
}

/** The event of each thing sent, as the gateway makes it; null for what makes none. */
async function eventsOf(scenario: Scenario, figures: Figures): Promise<(Json | null)[]> {
  const parts = partsOf(scenario)
  if (!parts.ok) return []
  const quiet: Functions = Object.fromEntries(
    Object.entries(parts.value.functions).map(([name, spec]) => [
      name,
      { ...spec, code: { kind: 'canned', value: { statusCode: 200, body: '' } } },
    ]),
  )
  try {
    const plan = worldPlanOf(scenario, { ...parts.value, functions: quiet }, figures)
    const world = createWorld(plan)
    const events: (Json | null)[] = []
    for (const { step } of scenario.sends) {
      if ('invoke' in step) events.push(step.event)
      else if ('request' in step) {
        const { event, invocations } = await world.handle(step.request)
        events.push(invocations.length > 0 ? event : null)
      } else events.push(null)
    }
    await world.dispose()
    return events
  } catch (error) {
    if (error instanceof Malformed) return []
    throw error
  }
}

function readme(scenario: Scenario, functions: string[], events: string[], warnings: string[]) {
  const isHttp = scenario.sends.some(({ step }) => 'request' in step)
  const curls = scenario.sends.flatMap(({ step }) =>
    'request' in step ? [curlOf(step.request).trim(), ''] : [],
  )
  return [
    `# ${scenario.name}`,
    '',
    'A SAM project. You need the AWS SAM CLI; `sam local` also needs Docker.',
    '',
    '```sh',
    'sam build',
    ...events.map((event) => `sam local invoke ${functions[0] ?? ''} -e ${event}`),
    ...(isHttp ? ['sam local start-api'] : []),
    'sam deploy --guided   # makes it on AWS, where it may cost something',
    '```',
    '',
    ...(curls.length > 0 ? ['## Requests', '', '```sh', ...curls, '```', ''] : []),
    '`template.yaml` is the API and the functions, `events/` what they are sent. `coldstart.json` is the whole scenario; importing the project into the sandbox reads it.',
    '',
    ...(warnings.length > 0
      ? ['## What the template does not carry', '', ...warnings.map((one) => `- ${one}`), '']
      : []),
  ].join('\n')
}

/** A scenario as a SAM project: template, code, events, README and the scenario itself. */
export async function projectOf(given: Scenario, figures: Figures): Promise<Told<Project>> {
  // Parsed, its keys are in one order: the same scenario gives the same files.
  const scenario = z.parse(scenarioSchema, given)
  const parts = partsOf(scenario)
  if (!parts.ok) return refuse(`The template cannot be read: ${parts.fault.message}`)
  const { api, functions } = parts.value
  const written = writeTemplate({ apis: { Api: api }, functions: packed(functions, true) })
  const warnings = written.warnings.map(({ at, says }) => `${at}: ${says}`)
  const files: Record<string, string> = { 'template.yaml': written.text, ...written.files }
  const events: string[] = []
  for (const [index, event] of (await eventsOf(scenario, figures)).entries()) {
    if (event === null) continue
    const path = `events/${fileName(index, scenario.sends[index]?.name ?? '')}.json`
    files[path] = `${JSON.stringify(event, null, 2)}\n`
    events.push(path)
  }
  files['README.md'] = readme(scenario, Object.keys(functions), events, warnings)
  files[SCENARIO_FILE] = `${JSON.stringify(scenario, null, 2)}\n`
  return { ok: true, value: { files, warnings } }
}

/** Files as a zip archive; the same files give the same bytes. */
export function zipped(files: Record<string, string>): Uint8Array {
  const entries = Object.entries(files).sort(([a], [b]) => a.localeCompare(b))
  const bytes = entries.map(([path, text]) => [path, strToU8(text)] as const)
  return zipSync(Object.fromEntries(bytes), { level: 9, mtime: new Date(1980, 0, 1) })
}

class Refused extends Error {}

function checkedName(name: string, seen: Set<string>): void {
  const parts = name.split('/')
  const isBad =
    name.startsWith('/') || /[\\\0:]/.test(name) || parts.includes('..') || parts.includes('.')
  if (isBad) throw new Refused(`“${name.slice(0, 60)}” leads out of the project.`)
  if (seen.has(name)) throw new Refused(`“${name.slice(0, 60)}” is in the archive twice.`)
  seen.add(name)
}

/** The text files of an archive without a folder that all of them are in. */
function unzipped(bytes: Uint8Array): Record<string, string> {
  const seen = new Set<string>()
  let size = 0
  const found: Unzipped = unzipSync(bytes, {
    filter({ name, originalSize }) {
      checkedName(name, seen)
      size += originalSize
      if (seen.size > PROJECT_LIMITS.files)
        throw new Refused(`A project has at most ${PROJECT_LIMITS.files} files.`)
      if (size > PROJECT_LIMITS.bytes) throw new Refused('Unpacked it is more than 4 MB.')
      return !name.endsWith('/')
    },
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const entries = Object.entries(found).map(([name, content]): [string, string] => {
    try {
      return [name, decoder.decode(content)]
    } catch {
      throw new Refused(`“${name.slice(0, 60)}” is no text.`)
    }
  })
  const folder = entries[0]?.[0].split('/')[0] ?? ''
  const isWrapped = entries.length > 1 && entries.every(([name]) => name.startsWith(`${folder}/`))
  const cut = isWrapped ? folder.length + 1 : 0
  return Object.fromEntries(entries.map(([name, text]) => [name.slice(cut), text]))
}

function keptScenario(files: Record<string, string>): Scenario | null {
  try {
    const parsed = z.safeParse(scenarioSchema, JSON.parse(files[SCENARIO_FILE] ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function fromTemplate(
  files: Record<string, string>,
  kept: Scenario | null,
  figures: Figures,
): Told<Scenario> {
  const path = TEMPLATE_FILES.find((name) => files[name] !== undefined)
  if (path === undefined)
    return refuse('There is no template.yaml in this archive: a SAM project has one.')
  try {
    const { apis, functions: read, data } = readTemplate(files[path] ?? '', { files })
    const functions = packed(read, false)
    const [api] = Object.values(apis)
    if (!api) return refuse('The template makes no API: an event of type Api or HttpApi makes one.')
    const sends = Object.entries(files).flatMap(([name, text]) => {
      const [, short] = name.match(/^events\/(.+)\.json$/) ?? []
      const [first] = Object.keys(functions)
      if (short === undefined || first === undefined) return []
      const event: Json = JSON.parse(text)
      return [{ name: short.slice(0, SCENARIO_LIMITS.name), step: { invoke: first, event } }]
    })
    const scenario = {
      format: SCENARIO_FORMAT,
      name: kept?.name ?? 'Imported',
      api: { kind: 'data', api },
      functions,
      sends: kept?.sends ?? sends.slice(0, SCENARIO_LIMITS.sends),
      figures: figures.asOf,
      seed: kept?.seed ?? FIRST_SEED,
      startAt: kept?.startAt ?? FIRST_START,
      ...(data ? { data } : {}),
      ...(kept?.issuers ? { issuers: kept.issuers } : {}),
      ...(kept?.credentials ? { credentials: kept.credentials } : {}),
    }
    const parsed = z.safeParse(scenarioSchema, scenario)
    return parsed.success
      ? { ok: true, value: parsed.data }
      : refuse(`The project is not a scenario: ${z.prettifyError(parsed.error)}`)
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(`An event is no JSON: ${error.message}`)
    if (!(error instanceof FormatError)) throw error
    const { line, column } = error.place
    return refuse(`${path}, line ${line}, column ${column}: ${error.message}`)
  }
}

/**
 * Reads a zipped SAM project. One that was exported here and not changed comes back as it was; of
 * any other the template, its code and its events are read.
 */
export async function readProject(bytes: Uint8Array, figures: Figures): Promise<Told<Scenario>> {
  if (bytes.length > PROJECT_LIMITS.zipBytes) return refuse('The archive is larger than 2 MB.')
  let files: Record<string, string>
  try {
    files = unzipped(bytes)
  } catch (error) {
    return refuse(
      error instanceof Refused ? error.message : 'This is not a zip archive, or it is damaged.',
    )
  }
  const kept = keptScenario(files)
  const written = kept && (await projectOf(kept, figures))
  const isAsWritten =
    written?.ok && Object.entries(written.value.files).every(([path, text]) => files[path] === text)
  return kept && isAsWritten ? { ok: true, value: kept } : fromTemplate(files, kept, figures)
}
