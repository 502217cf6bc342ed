import { readDocument } from '../document'
import { FormatError } from '../format-error'
import type { Node } from '../node'
import { textOf } from '../node'
import type { Scope } from './resource'

const plain = (path: string) => path.replace(/^(\.\/)+/, '')

/**
 * The OpenAPI document of an API: within the template, or in a file beside it.
 * @throws {FormatError} for a file that does not parse; the path then begins with its name
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
export function bodyOf(
  scope: Scope,
  body: Node | undefined,
  location: Node | undefined,
): Node | undefined {
  if (body !== undefined || location === undefined) return body
  const path = location.kind === 'scalar' ? plain(textOf(location)) : ''
  const file = Object.entries(scope.files).find(([name]) => plain(name) === path)?.[1]
  if (file === undefined) {
    scope.reading.warn(location, 'the document is not at hand')
    return undefined
  }
  try {
    return readDocument(file)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const { place, expected, found } = error
    throw new FormatError({ ...place, path: `${path}: ${place.path}` }, expected, found)
  }
}
