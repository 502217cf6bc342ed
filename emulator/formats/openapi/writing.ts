import type { Warning } from '../format-error'
import { invocationUri } from '../lambda-uri'
import type { Doc } from '../write-document'

/** What a writing needs beside the API, and where it says what is not carried. */
export interface Writing {
  region: string
  accountId: string
  /** The URI under which a function (`name` or `name:qualifier`) is invoked. */
  uriOf(functionName: string): Doc
  warn(at: string, says: string): void
  /** Who may invoke a function is said elsewhere; a document on its own does not say it. */
  tellsPermissions?: boolean
}

/** Accounts stand in ARNs; this is the one of AWS's own examples. */
const EXAMPLE_ACCOUNT = '123456789012'
export const DEFAULT_REGION = 'us-east-1'

/**
 * A writing with whole ARNs in it, as a document on its own has them.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-export-api.html
 */
export function newWriting(
  api: { region?: string | undefined; accountId?: string | undefined },
  warnings: Warning[],
): Writing {
  const region = api.region ?? DEFAULT_REGION
  const accountId = api.accountId ?? EXAMPLE_ACCOUNT
  return {
    region,
    accountId,
    uriOf: (name) =>
      invocationUri(region, `arn:aws:lambda:${region}:${accountId}:function:${name}`),
    warn: (at, says) => warnings.push({ at, says }),
  }
}
