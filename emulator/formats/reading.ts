import { checkApi } from '../gateway/check-api'
import { Malformed } from '../gateway/parse-problem'
import type { Api } from '../schema/api'
import { FormatError, placeText, type Warning } from './format-error'
import type { Node } from './node'

/** What a reading leaves beside its result. */
export interface Reading {
  warnings: Warning[]
  /** Something of the document is not carried over. */
  warn(node: Node, says: string): void
  /** Where a part of the API (`resources./pets.GET`) came from. */
  places: Map<string, Node>
}

/**
 * A reading that has not begun.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
export function newReading(warnings: Warning[] = []): Reading {
  return {
    warnings,
    warn: (node, says) => warnings.push({ at: placeText(node.at), says }),
    places: new Map(),
  }
}

/**
 * The API when it is whole; what is wrong with it is told at the place it was read from.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function wholeApi(draft: object, reading: Reading, top: Node): Api {
  try {
    return checkApi(draft)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const { at = '', expected = '' } = error.problems[0] ?? {}
    let node = top
    let best = -1
    for (const [path, one] of reading.places) {
      const leads = at === path || at.startsWith(`${path}.`)
      if (leads && path.length > best) {
        best = path.length
        node = one
      }
    }
    throw new FormatError(node.at, `${expected} in ${at}`)
  }
}
