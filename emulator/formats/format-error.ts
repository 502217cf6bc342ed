import type { Problem } from '../schema/json'

/** A place in a document: lines and columns count from 1, the path names what stands there. */
export interface Place {
  path: string
  line: number
  column: number
}

/** Said about a document that was read or written all the same: what is not carried, and where. */
export interface Warning {
  /** `line 3, column 7 (Resources.Pets)` of what was read, or the path in what was written. */
  at: string
  says: string
}

/** Writes a place as people look it up. */
export function placeText({ path, line, column }: Place): string {
  const where = `line ${line}, column ${column}`
  return path === '' ? where : `${where} (${path})`
}

/** The only error that leaves `emulator/formats/`: where, what was expected, what was found. */
export class FormatError extends Error {
  override readonly name = 'FormatError'

  constructor(
    readonly place: Place,
    readonly expected: string,
    readonly found = '',
  ) {
    super(`${placeText(place)}: expected ${expected}${found === '' ? '' : `, found ${found}`}`)
  }

  /** The same as a value, in the form in which all of the emulator reports what is malformed. */
  get problem(): Problem {
    return { at: placeText(this.place), expected: this.expected }
  }
}
