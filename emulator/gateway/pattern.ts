import { RE2JS } from 're2js'

const compiled = new Map<string, RE2JS | null>()
/** Bounds the memory that patterns of many APIs take. */
const MAX_PATTERNS = 500

/**
 * Does the whole text match a Java regular expression? Null when the pattern is none.
 * RE2 needs time linear in the text, so no pattern can hang a request.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export function matchesWhole(pattern: string, text: string): boolean | null {
  return expressionOf(`java ${pattern}`, pattern)?.matches(text) ?? null
}

/**
 * Does an ECMAScript pattern of a model occur in a text? Null when RE2 cannot run it: look-around
 * and back references need more than linear time.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function occursIn(pattern: string, text: string): boolean | null {
  return expressionOf(`ecma ${pattern}`, pattern, true)?.matcher(text).find() ?? null
}

function expressionOf(key: string, pattern: string, isEcma = false): RE2JS | null {
  let expression = compiled.get(key)
  if (expression === undefined) {
    if (compiled.size >= MAX_PATTERNS) compiled.clear()
    try {
      expression = RE2JS.compile(isEcma ? RE2JS.translateRegExp(pattern) : pattern)
    } catch {
      expression = null
    }
    compiled.set(key, expression)
  }
  return expression
}
