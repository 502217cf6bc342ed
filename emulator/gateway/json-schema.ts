import type { Json } from '../schema/json'
import { testsOf, textsOf } from './json-schema-keywords'
import { isObject, type JsonObject, pointerPart, show } from './json-schema-value'
import { occursIn } from './pattern'

/** Writes down what does not fit; null asks for yes or no only, and ends at the first no. */
type Faults = string[] | null
/** Does a value fit? `path` is its JSON pointer, made only where faults are written down. */
type Check = (value: Json, path: string, faults: Faults, depth: number) => boolean
type Compile = (schema: JsonObject) => Check

/** References that one validation may follow: a few that name each other twice double each time. */
const MAX_REFERENCES = 100_000
class TooMuchWork extends Error {}

/** Bodies nest no deeper than this, whatever a recursive schema allows. */
const MAX_DEPTH = 256

const schemasOf = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isObject) : [])

function say(faults: Faults, path: string, sentence: string): false {
  faults?.push(path === '' ? sentence : `${path}: ${sentence}`)
  return false
}

/** All checks in order: the first no ends it, unless faults are wanted. */
function all(checks: Check[]): Check {
  const [only] = checks
  if (only && checks.length === 1) return only
  return (value, path, faults, depth) => {
    let fits = true
    for (const check of checks) {
      if (check(value, path, faults, depth)) continue
      if (!faults) return false
      fits = false
    }
    return fits
  }
}

function combined(schema: JsonObject, compile: Compile): Check[] {
  const checks: Check[] = []
  const add = (
    name: string,
    fits: (count: number, of: number) => boolean,
    told: (count: number, of: number) => string,
  ) => {
    const parts = schemasOf(schema[name]).map(compile)
    if (parts.length === 0) return
    checks.push((value, path, faults, depth) => {
      let count = 0
      for (const part of parts) if (part(value, path, null, depth)) count++
      if (fits(count, parts.length)) return true
      say(faults, path, told(count, parts.length))
      if (faults) for (const part of parts) part(value, path, faults, depth)
      return false
    })
  }
  if (isObject(schema.not)) {
    const inner = compile(schema.not)
    checks.push((value, path, faults, depth) =>
      inner(value, path, null, depth)
        ? say(faults, path, 'instance matched a schema which it should not have')
        : true,
    )
  }
  add(
    'anyOf',
    (count) => count > 0,
    (_, of) => `instance failed to match at least one required schema among ${of}`,
  )
  add(
    'allOf',
    (count, of) => count === of,
    (count, of) =>
      `instance failed to match all required schemas (matched only ${count} out of ${of})`,
  )
  add(
    'oneOf',
    (count) => count === 1,
    (count, of) => `instance failed to match exactly one schema (matched ${count} out of ${of})`,
  )
  return checks
}

function dependencies(schema: JsonObject, compile: Compile): Check[] {
  if (!isObject(schema.dependencies)) return []
  return Object.entries(schema.dependencies).map(([name, needed]): Check => {
    const names = textsOf(needed)
    const check = isObject(needed) ? compile(needed) : null
    return (value, path, faults, depth) => {
      if (!isObject(value) || !Object.hasOwn(value, name)) return true
      if (check) return check(value, path, faults, depth)
      const missing = names.filter((one) => !Object.hasOwn(value, one))
      if (missing.length === 0) return true
      const sentence = `property "${name}" of object has missing property dependencies (schema requires ${show(names)}; missing: ${show(missing)})`
      return say(faults, path, sentence)
    }
  })
}

function members(schema: JsonObject, compile: Compile): Check[] {
  const compiled = (value: Json | undefined): [string, Check][] =>
    Object.entries(isObject(value) ? value : {}).flatMap(([name, one]) =>
      isObject(one) ? [[name, compile(one)] as [string, Check]] : [],
    )
  const named = new Map(compiled(schema.properties))
  const patterned = compiled(schema.patternProperties)
  const { additionalProperties: others } = schema
  const additional = isObject(others) ? compile(others) : null
  const closed = others === false
  if (named.size === 0 && patterned.length === 0 && !additional && !closed) return []
  const check: Check = (value, path, faults, depth) => {
    if (!isObject(value)) return true
    if (depth > MAX_DEPTH) return say(faults, path, `value nests deeper than ${MAX_DEPTH} levels`)
    const unknown: string[] = []
    let fits = true
    for (const name of Object.keys(value)) {
      const member = value[name] ?? null
      const inside = faults ? `${path}/${pointerPart(name)}` : ''
      const own = named.get(name)
      let isKnown = own !== undefined
      if (own && !own(member, inside, faults, depth + 1)) fits = false
      for (const [expression, one] of patterned) {
        if (!occursIn(expression, name)) continue
        isKnown = true
        if (!one(member, inside, faults, depth + 1)) fits = false
      }
      if (!isKnown && closed) unknown.push(name)
      if (!isKnown && additional && !additional(member, inside, faults, depth + 1)) fits = false
      if (!fits && !faults) return false
    }
    if (unknown.length === 0) return fits
    const sentence = `object instance has properties which are not allowed by the schema: ${show(unknown)}`
    return say(faults, path, sentence)
  }
  return [check]
}

function elements(schema: JsonObject, compile: Compile): Check[] {
  const { items, additionalItems } = schema
  const first = schemasOf(items).map(compile)
  const others = Array.isArray(items) ? additionalItems : items
  const rest = isObject(others) ? compile(others) : null
  const closed = Array.isArray(items) && additionalItems === false
  if (first.length === 0 && !rest && !closed) return []
  const check: Check = (value, path, faults, depth) => {
    if (!Array.isArray(value)) return true
    if (depth > MAX_DEPTH) return say(faults, path, `value nests deeper than ${MAX_DEPTH} levels`)
    let fits = true
    for (let i = 0; i < value.length; i++) {
      const one = first[i] ?? rest
      if (!one) break
      if (one(value[i] ?? null, faults ? `${path}/${i}` : '', faults, depth + 1)) continue
      if (!faults) return false
      fits = false
    }
    if (!closed || value.length <= first.length) return fits
    const sentence = `array has ${value.length} elements where the schema allows ${first.length}`
    return say(faults, path, sentence)
  }
  return [check]
}

/**
 * Compiles a JSON Schema of draft 4. Patterns run in time linear in the text, references are looked
 * up once, and what it gives tells why a value does not fit in the words of the validator that AWS
 * uses; null when it fits. `find` gives what a `$ref` names.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function compileSchema(
  root: JsonObject,
  find: (reference: string, from: JsonObject) => { schema: JsonObject; root: JsonObject } | null,
): (value: Json) => string[] | null {
  const known = new Map<JsonObject, Check>()
  let followed = 0
  const compilerIn = (document: JsonObject): Compile => {
    const compile: Compile = (schema) => {
      const before = known.get(schema)
      if (before) return before
      let check: Check = () => true
      // A recursive schema finds this, which by then stands for the finished check.
      known.set(schema, (value, path, faults, depth) => check(value, path, faults, depth))
      check = all(parts(schema))
      known.set(schema, check)
      return check
    }
    const parts = (schema: JsonObject): Check[] => {
      if (typeof schema.$ref === 'string') return [referred(schema.$ref)]
      const tests = testsOf(schema)
      const whole: Check = (value, path, faults) => {
        let fits = true
        for (const test of tests) {
          const wrong = test(value)
          if (wrong === null) continue
          if (!faults) return false
          fits = say(faults, path, wrong)
        }
        return fits
      }
      return [
        ...(tests.length > 0 ? [whole] : []),
        ...combined(schema, compile),
        ...dependencies(schema, compile),
        ...members(schema, compile),
        ...elements(schema, compile),
      ]
    }
    const referred = (reference: string): Check => {
      const found = find(reference, document)
      if (found) {
        const check = compilerIn(found.root)(found.schema)
        return (value, path, faults, depth) => {
          followed++
          if (followed > MAX_REFERENCES) throw new TooMuchWork()
          return check(value, path, faults, depth)
        }
      }
      return (_, path, faults) =>
        say(faults, path, `the reference ${show(reference)} leads nowhere`)
    }
    return compile
  }
  const check = compilerIn(root)(root)
  return (value) => {
    followed = 0
    const faults: string[] = []
    try {
      if (check(value, '', null, 0)) return null
      followed = 0
      check(value, '', faults, 0)
    } catch (error) {
      if (!(error instanceof TooMuchWork)) throw error
      faults.push(`validation follows more than ${MAX_REFERENCES} references`)
    }
    return faults
  }
}
