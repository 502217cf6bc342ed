const BEFORE = ':lambda:path/2015-03-31/functions/'
const AFTER = '/invocations'
const ARN = /:function:([^:/]+(?::[^:/]+)?)$/
const PLAIN = /^[\w-]+(?::[\w$-]+)?$/

/** What stands between the fixed parts of an invocation's URI; a pattern would take long on purpose-made texts. */
function withinUri(text: string): string | null {
  const start = text.indexOf(BEFORE)
  if (start < 0 || !text.endsWith(AFTER)) return null
  return text.slice(start + BEFORE.length, -AFTER.length)
}

/**
 * The function that a text names, `name` or `name:qualifier`: a URI of API Gateway, an ARN, or a
 * name; null when it names none. `${stageVariables.x}` stays as it is.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function functionNamed(text: string): string | null {
  const inner = withinUri(text) ?? text
  // A colon within ${…} would be no separator, so what stands there is masked first.
  const masked = inner.replace(/\$\{[^{}]*\}/g, (whole) => '_'.repeat(whole.length))
  const found = ARN.exec(masked)
  if (found?.[1] !== undefined) return inner.slice(-found[1].length)
  return PLAIN.test(masked) ? inner : null
}

/**
 * The URI under which API Gateway invokes a function, given its ARN.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function invocationUri(region: string, functionArn: string): string {
  return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`
}
