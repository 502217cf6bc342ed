/** A function as a caller names it. */
export interface FunctionName {
  name: string
  /** Version, alias or `$LATEST`; null when the caller gave none. */
  qualifier: string | null
}

const FULL = /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:([\w-]+)(?::([\w$-]+))?$/
const PARTIAL = /^(?:\d{12}:function:|function:)?([\w-]+)(?::([\w$-]+))?$/
/** `…/functions/ARN/invocations`, as an integration's URI wraps it. */
const INVOCATION_PATH = /\/functions\/(.+)\/invocations$/

/**
 * Reads a name, `name:qualifier`, a partial or a whole ARN; null when it is none of them.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function parseFunctionName(text: string): FunctionName | null {
  const bare = INVOCATION_PATH.exec(text)?.[1] ?? text
  const match = FULL.exec(bare) ?? PARTIAL.exec(bare)
  return match?.[1] === undefined ? null : { name: match[1], qualifier: match[2] ?? null }
}

/**
 * The ARN of a function, qualified where a qualifier is given.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export function functionArn(
  at: { region: string; accountId: string },
  name: string,
  qualifier?: string | null,
): string {
  const arn = `arn:aws:lambda:${at.region}:${at.accountId}:function:${name}`
  return qualifier ? `${arn}:${qualifier}` : arn
}
