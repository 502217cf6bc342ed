import type { SourceCode } from '@/emulator'
import { mainFunctionOf, sourceOf, withFunction } from '../bench/rules'
import { SCENARIO_LIMITS, type Scenario } from '../schema'

const LONGEST_NAME = 100
/** Names under which the bench shows texts of the API beside the function's files. */
const OF_THE_API = ['template.yaml', 'request.vtl', 'response.vtl']

const filesOf = (scenario: Scenario) => sourceOf(scenario)?.files ?? {}
const stemOf = (name: string) => name.replace(/\.[^./]+$/, '')

/** A file that was taken away, as it was and where it stood. */
export interface TakenFile {
  name: string
  text: string
  index: number
}

/** Why no file can be added to the edited function; null when one can. */
export const fullFault = (scenario: Scenario): string | null =>
  Object.keys(filesOf(scenario)).length < SCENARIO_LIMITS.files
    ? null
    : `A function here has at most ${SCENARIO_LIMITS.files} files.`

/** What is wrong with a file's name in the edited function; `self` is the file that is renamed. */
export function nameFault(scenario: Scenario, name: string, self?: string): string | null {
  if (name === '') return 'A file needs a name, such as helpers.py or lib/db.mjs.'
  if (name.length > LONGEST_NAME) return `A name has at most ${LONGEST_NAME} characters.`
  if (/[^\w.\-/]/.test(name))
    return 'Letters, digits, dots, hyphens and underscores make a name; / makes a folder.'
  const parts = name.split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'A path begins at the function’s folder: no / at an end, none doubled, no . or .. alone.'
  if (!/[^./]\.[A-Za-z0-9]+$/.test(name))
    return 'A name ends as its language does, in .py, .mjs or .json for example.'
  if (OF_THE_API.includes(name)) return `${name} is where the API’s own text is shown.`
  // Projects are unpacked on disks that take A.py and a.py for one.
  const others = Object.keys(filesOf(scenario)).filter((one) => one !== self)
  const small = name.toLowerCase()
  const same = others.find((one) => one.toLowerCase() === small)
  if (same) return `There is a file ${same} already.`
  const within = others.find((one) => {
    const other = one.toLowerCase()
    return other.startsWith(`${small}/`) || small.startsWith(`${other}/`)
  })
  return within ? `A file and a folder cannot have one name: there is ${within}.` : null
}

function withFiles(scenario: Scenario, files: [string, string][]): Scenario {
  const source = sourceOf(scenario)
  if (!source) return scenario
  const code: SourceCode = { ...source, files: Object.fromEntries(files) }
  return withFunction(scenario, { code })
}

/** The scenario with a file added to its function, at the end or where it stood before. */
export function withAdded(
  scenario: Scenario,
  { name, text, index }: { name: string; text: string; index?: number },
): Scenario {
  const files = Object.entries(filesOf(scenario))
  return withFiles(scenario, files.toSpliced(index ?? files.length, 0, [name, text]))
}

/** The scenario with a file renamed in its place; a handler in it goes along. */
export function withRenamed(scenario: Scenario, from: string, to: string): Scenario {
  const files = Object.entries(filesOf(scenario)).map(([name, text]): [string, string] => [
    name === from ? to : name,
    text,
  ])
  const next = withFiles(scenario, files)
  const handler = scenario.functions[mainFunctionOf(scenario)]?.handler
  const at = handler?.lastIndexOf('.') ?? -1
  return handler && at > 0 && handler.slice(0, at) === stemOf(from)
    ? withFunction(next, { handler: stemOf(to) + handler.slice(at) })
    : next
}

/** The scenario without a file, and the file; null for the last one, which stays. */
export function withTaken(
  scenario: Scenario,
  name: string,
): { scenario: Scenario; taken: TakenFile } | null {
  const files = Object.entries(filesOf(scenario))
  const index = files.findIndex(([one]) => one === name)
  const text = files[index]?.[1]
  if (text === undefined || files.length === 1) return null
  return {
    scenario: withFiles(scenario, files.toSpliced(index, 1)),
    taken: { name, text, index },
  }
}
