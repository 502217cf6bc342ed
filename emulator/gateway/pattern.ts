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
  let expression = compiled.get(pattern)
  if (expression === undefined) {
    if (compiled.size >= MAX_PATTERNS) compiled.clear()
    try {
      expression = RE2JS.compile(pattern)
    } catch {
      expression = null
    }
    compiled.set(pattern, expression)
  }
  return expression === null ? null : expression.matches(text)
}
