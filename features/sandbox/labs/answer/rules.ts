import { parse, YAMLParseError } from 'yaml'
import * as z from 'zod/mini'
import { partsOf } from '../../rules'
import { SCENARIO_FORMAT, type Scenario, scenarioSchema } from '../../schema'
import { type Answered, type AnswerLanguage, ENTRY, type Lab } from '../schema'

const START = '2026-11-23T09:00:00Z'

type Node = Record<string, unknown>

/** A copy of `root` in which `value` stands at `path`. */
function placed(root: unknown, path: string[], value: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (Array.isArray(root))
    return root.map((one, index) => (String(index) === name ? placed(one, rest, value) : one))
  const node = (root ?? {}) as Node
  return { ...node, [name]: placed(node[name], rest, value) }
}

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The fields that may be set, put over those that stand there; or which one may not. */
function over(root: unknown, path: string[], value: unknown, keys: string[]): Read {
  if (!isNode(value)) return { ok: false, why: `Write fields: ${keys.join(', ')}.` }
  const other = Object.keys(value).find((key) => !keys.includes(key))
  if (other !== undefined)
    return { ok: false, why: `"${other}" cannot be set here, only ${keys.join(', ')}.` }
  const before = path.reduce<unknown>((node, name) => (isNode(node) ? node[name] : {}), root)
  return { ok: true, value: { ...(isNode(before) ? before : {}), ...value } }
}

type Read = { ok: true; value: unknown } | { ok: false; why: string }

function readData(format: 'vtl' | 'json' | 'yaml' | 'sam', text: string): Read {
  if (format === 'vtl' || format === 'sam') return { ok: true, value: text }
  try {
    return { ok: true, value: format === 'json' ? JSON.parse(text) : parse(text) }
  } catch (error) {
    const { message } = error as Error
    const line = error instanceof YAMLParseError ? (error.linePos?.[0].line ?? 1) : null
    const where = line === null ? '' : `Line ${line}: `
    return { ok: false, why: `${where}${message.split('\n')[0]}` }
  }
}

/** Puts code into functions, by name; each with its language's handler. */
function withCode(
  functions: Lab['world']['functions'],
  code: Record<string, string>,
  language: 'python' | 'javascript',
): Lab['world']['functions'] {
  const { file, handler, runtime } = ENTRY[language]
  const filled = Object.entries(code).flatMap(([name, text]) => {
    const spec = functions[name]
    if (!spec) return []
    const { durationMs, cpuMs, initMs, maxMemoryUsedMb } = spec.code
    const cost = { durationMs, cpuMs, initMs, maxMemoryUsedMb }
    const declared = Object.fromEntries(Object.entries(cost).filter(([, ms]) => ms !== undefined))
    const source = { kind: 'source' as const, language, files: { [file]: text }, ...declared }
    return [[name, { ...spec, handler, runtime, code: source }]]
  })
  return { ...functions, ...Object.fromEntries(filled) }
}

/**
 * The scenario that a lab's world becomes with an answer in it, or why there is none.
 * @param given the language in which functions that are not the learner's run; canned unless told
 */
export function answeredScenario(
  lab: Pick<Lab, 'world' | 'answer'> & Pick<Partial<Lab>, 'given'>,
  name: string,
  seed: number,
  language: AnswerLanguage,
  text: string,
  given: 'python' | 'javascript' | null = null,
): Answered {
  const { startAt = START, ...world } = lab.world
  const plain: Record<string, unknown> = {
    format: SCENARIO_FORMAT,
    name,
    ...world,
    startAt,
    sends: [],
    figures: '',
    seed: String(seed),
  }
  if (given && lab.given) {
    const code = Object.entries(lab.given).map(([one, texts]) => [one, texts[given]])
    plain.functions = withCode(world.functions, Object.fromEntries(code), given)
  }
  if (lab.answer.kind === 'code') {
    if (language === 'text') return { ok: false, why: 'This lab is solved in code.' }
    const functions = plain.functions as Lab['world']['functions']
    const names = [lab.answer.function, ...(lab.answer.also ?? [])]
    const code = Object.fromEntries(names.map((one) => [one, text]))
    plain.functions = withCode(functions, code, language)
    return { ok: true, value: plain as Scenario }
  }
  const { format, at, keys } = lab.answer
  const written = readData(format, text)
  const read = written.ok && keys ? over(plain, at, written.value, keys) : written
  if (!read.ok) return read
  const whole = z.safeParse(scenarioSchema, placed(plain, at, read.value))
  if (!whole.success) return { ok: false, why: whyNot(whole.error.issues, at) }
  const parts = partsOf(whole.data)
  if (parts.ok) return { ok: true, value: whole.data }
  const { line, column, message } = parts.fault
  return { ok: false, why: `Line ${line}, column ${column}: ${message}` }
}

/** The first thing that does not fit, told from where the answer begins. */
function whyNot(issues: z.core.$ZodIssue[], at: string[]): string {
  const deepest = (issue: z.core.$ZodIssue): z.core.$ZodIssue => {
    if (issue.code !== 'invalid_union') return issue
    const inner = issue.errors.map((branch) => branch[0]).filter((one) => one !== undefined)
    const [best] = [...inner].sort((a, b) => b.path.length - a.path.length)
    return best ? deepest({ ...best, path: [...issue.path, ...best.path] }) : issue
  }
  const [first] = issues
  if (!first) return 'The answer does not fit.'
  const issue = deepest(first)
  const path = issue.path.map(String).slice(at.length).join('.')
  const keys = issue.code === 'unrecognized_keys' ? `: ${issue.keys.join(', ')}` : ''
  return `${path === '' ? 'The answer' : path}: ${issue.message}${keys}`
}
