import { FunctionExpressionType, JSONPathEnvironment } from 'json-p3'
import { VtlError } from './error'
import { type Budget, MAX_NESTING } from './limits'
import { matchesWhole, splitAt } from './regex'
import { isNumber, JDouble, JList, JMap, type JValue } from './values'

/** The work of one look of the library at the payload, in units of the budget. */
const LOOK = 8

/** A step of a plain path: a name or an index. */
type Step = string | number

// One step of a plain path: .name  ['name']  ["name"]  [0]  [-1]
const STEP = /\.([^.[\]()*?@'",:\s]+)|\[\s*(?:'([^'\\]*)'|"([^"\\]*)"|(-?\d{1,15}))\s*\]/y

/**
 * Evaluates a JSONPath the way `$input.path` does: a path to one place gives the value there, null
 * if it is missing; a path with wildcards, filters or `..` gives a list, perhaps an empty one.
 * A path need not begin with `$`.
 * @throws {VtlError} `evaluation` for a path that does not parse, `limit` if it visits too much
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function valueAtPath(root: JValue, path: string, budget: Budget): JValue {
  const trimmed = path.trim()
  const rooted = trimmed.startsWith('$') ? trimmed : `$.${trimmed}`
  const steps = plainSteps(rooted)
  if (steps !== null) return walk(root, steps)
  const { found, isSingular } = query(root, rooted, budget)
  return isSingular ? (found[0] ?? null) : new JList(found, true)
}

/**
 * The first value that a JSONPath finds; null where it finds none.
 * @throws {VtlError} as `valueAtPath`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function firstAtPath(root: JValue, path: string, budget: Budget): JValue {
  const steps = plainSteps(path)
  return steps === null ? (query(root, path, budget).found[0] ?? null) : walk(root, steps)
}

const known = new Map<string, Step[] | null>()
/** Bounds the memory that paths of many templates take. */
const MAX_PATHS = 1_000
/** Longer paths are read anew each time. */
const MAX_KNOWN_PATH = 200

function plainSteps(path: string): Step[] | null {
  const before = known.get(path)
  if (before !== undefined) return before
  const steps = readSteps(path)
  if (path.length > MAX_KNOWN_PATH) return steps
  if (known.size >= MAX_PATHS) known.clear()
  known.set(path, steps)
  return steps
}

function readSteps(path: string): Step[] | null {
  const steps: Step[] = []
  STEP.lastIndex = 1
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path)
    if (found === null) return null
    steps.push(found[4] === undefined ? (found[1] ?? found[2] ?? found[3] ?? '') : Number(found[4]))
  }
  return steps
}

function walk(root: JValue, steps: readonly Step[]): JValue {
  let value = root
  for (const step of steps) {
    if (value instanceof JMap && typeof step === 'string') value = value.get(step)
    else if (value instanceof JList && typeof step === 'number') {
      value = value.items[step < 0 ? value.items.length + step : step] ?? null
    } else return null
  }
  return value
}

function query(
  root: JValue,
  path: string,
  budget: Budget,
): { found: JValue[]; isSingular: boolean } {
  const environment = new JSONPathEnvironment({ maxRecursionDepth: MAX_NESTING + 2 })
  for (const name of ['match', 'search']) {
    environment.functionRegister.set(name, patternFunction(name === 'match', budget))
  }
  try {
    if (/([[(][^[(]*){256}/.test(path)) throw new Error('it nests too deeply')
    const compiled = environment.compile(path)
    const found: JValue[] = []
    for (const node of compiled.lazyQuery(view(root, budget) as never)) {
      found.push(walk(root, node.location))
      budget.spend(LOOK * (1 + node.location.length))
    }
    return { found, isSingular: compiled.singularQuery() }
  } catch (error) {
    if (error instanceof VtlError || error instanceof RangeError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new VtlError('evaluation', `the JSONPath "${path.slice(0, 80)}" is refused: ${why}`)
  }
}

/** The library's own `match()` and `search()` use patterns that can run for ever. */
function patternFunction(whole: boolean, budget: Budget) {
  return {
    argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
    returnType: FunctionExpressionType.LogicalType,
    call(text: unknown, pattern: unknown): boolean {
      if (typeof text !== 'string' || typeof pattern !== 'string') return false
      if (whole) return matchesWhole(text, pattern, budget)
      return splitAt(text, pattern, budget, 2).length > 1
    },
  }
}

/**
 * A value as the library wants to see it. Objects are views, not copies: they keep the order of
 * number-like keys, and every look at them is counted, so that no query outruns the budget.
 */
function view(value: JValue, budget: Budget): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof JDouble) return value.value
  if (value instanceof JMap) return new Proxy({}, mapView(value, budget))
  if (value instanceof JList) return new Proxy([], listView(value, budget))
  return isNumber(value) || typeof value !== 'object' ? value : null
}

function mapView(map: JMap, budget: Budget): ProxyHandler<object> {
  const read = (key: string | symbol) =>
    typeof key === 'string' && map.entries.has(key) ? view(map.get(key), budget) : undefined
  return {
    get: (_, key) => read(key),
    has: (_, key) => typeof key === 'string' && map.entries.has(key),
    ownKeys() {
      budget.spend(LOOK * (1 + map.entries.size))
      return [...map.entries.keys()]
    },
    getOwnPropertyDescriptor(_, key) {
      budget.spend(LOOK)
      if (typeof key !== 'string' || !map.entries.has(key)) return undefined
      return { value: read(key), enumerable: true, configurable: true }
    },
  }
}

function listView(list: JList, budget: Budget): ProxyHandler<unknown[]> {
  return {
    get(target, key, receiver) {
      budget.spend(LOOK)
      if (key === 'length') return list.items.length
      if (typeof key === 'string' && /^\d+$/.test(key)) {
        return view(list.items[Number(key)] ?? null, budget)
      }
      return Reflect.get(target, key, receiver)
    },
  }
}
