import { MAX_REFERENCES } from '../limits'
import { get, type Node, refuse, textOf } from '../node'

const unescaped = (part: string): string => {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}

/** The value at a JSON pointer such as `#/components/parameters/limit`. */
function pointed(root: Node, pointer: string, from: Node): Node {
  let at: Node | undefined = root
  for (const part of pointer.slice(2).split('/')) {
    const name = unescaped(part)
    if (at?.kind === 'list') at = at.items[Number(name)]
    else at = at?.kind === 'map' ? at.entries.get(name) : undefined
    if (at === undefined) return refuse(from, 'a reference to what is in this document', pointer)
  }
  return at ?? root
}

/**
 * Follows `$ref` to what it names within the document.
 * @throws {FormatError} when it leads elsewhere, nowhere, or back to itself
 * @see https://spec.openapis.org/oas/v3.0.3#reference-object
 */
export function dereferenced(root: Node, node: Node): Node {
  let at = node
  for (let steps = 0; ; steps += 1) {
    const ref = at.kind === 'map' ? get(at, '$ref') : undefined
    if (ref === undefined) return at
    const pointer = textOf(ref)
    if (!pointer.startsWith('#/')) {
      return refuse(ref, 'a reference within this document, such as #/components/…', pointer)
    }
    if (steps >= MAX_REFERENCES) {
      return refuse(ref, 'a reference that does not lead back to itself', pointer)
    }
    at = pointed(root, pointer, ref)
  }
}
