import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One rule of the emulator and the test that proves it. */
export interface FidelityRule {
  id: string
  label: string
  sentence: string
  see: string
  /** Path of the test file from `emulator/`. */
  test: string
}

const EMULATOR = join(import.meta.dirname, '../../emulator')
/** Rules of templates are all told on one page. */
const VTL_SEE =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html'
const START = '<!-- fidelity: made by npm run fidelity -->'
const END = '<!-- /fidelity -->'

const read = (path: string) => readFileSync(join(EMULATOR, path), 'utf8')

/** Titles of tests begin with the id of the rule that they prove. */
function testsById(): Map<string, string> {
  const files = readdirSync(EMULATOR, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(\.test|contract)\.ts$/.test(name))
    .sort()
  const found = new Map<string, string>()
  for (const file of files) {
    for (const [, id = ''] of read(file).matchAll(/(?:\b(?:it|test)|\))\(\s*['"`]([\w.-]+)/g)) {
      if (!found.has(id)) found.set(id, file)
    }
  }
  return found
}

function ruleOf(line: string, tests: Map<string, string>): FidelityRule {
  const own = /^(\S+) (\w+) (.+) @see (\S+)$/.exec(line)
  const vtl = /^(6\.\S+) \[(\w+)\] (.+)$/.exec(line)
  const [, id = '', label = '', sentence = '', see = VTL_SEE] = own ?? vtl ?? []
  if (id === '') throw new Error(`no rule: ${line}`)
  const test = tests.get(id)
  if (test === undefined) throw new Error(`${id} has no test whose title starts with it`)
  return { id, label, sentence, see, test }
}

/** All rules in the order of their lists, by the heading they stand under. */
export function fidelityRules(): Map<string, FidelityRule[]> {
  const tests = testsById()
  const areas = new Map<string, FidelityRule[]>()
  let area: FidelityRule[] = []
  for (const line of read('rules.txt').split('\n')) {
    const heading = /^# (\w+): (.+)$/.exec(line)
    if (heading && line.includes(': ') && !/^# (recorded|unverified|observed)/.test(line)) {
      area = []
      areas.set(heading[2] ?? '', area)
    } else if (line !== '' && !line.startsWith('#')) area.push(ruleOf(line, tests))
  }
  const templates = read('vtl/rules.txt').trim().split('\n')
  areas.set(
    'mapping templates',
    templates.map((line) => ruleOf(line, tests)),
  )
  return areas
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const code = (text: string) => cell(text).replace(/\$(?=[\w{!])/g, '\\$')

/** The table as Markdown, with a count of each label before it. */
export function fidelityTable(): string {
  const areas = [...fidelityRules()]
  const all = areas.flatMap(([, rules]) => rules)
  const counts = ['recorded', 'observed', 'documented', 'unverified'].map(
    (label) => `${all.filter((rule) => rule.label === label).length} ${label}`,
  )
  const parts = areas.map(([heading, rules]) =>
    [
      `### ${heading.charAt(0).toUpperCase()}${heading.slice(1)}`,
      '',
      '| rule | what AWS does | label | test |',
      '| --- | --- | --- | --- |',
      ...rules.map(
        ({ id, label, sentence, see, test }) =>
          `| [${id}](${see}) | ${code(sentence)} | ${label} | [${test}](${test}) |`,
      ),
    ].join('\n'),
  )
  return [`${all.length} rules: ${counts.join(', ')}.`, ...parts].join('\n\n')
}

/** The README with the table in its place. */
export function withTable(readme: string): string {
  const [before, rest = ''] = readme.split(START)
  const after = rest.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error(`emulator/README.md: expected ${START} and ${END}`)
  return `${before}${START}\n\n${fidelityTable()}\n\n${END}${after}`
}

/** Where the table stands. */
export const README = join(EMULATOR, 'README.md')
