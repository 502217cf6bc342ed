/**
 * Why a template was refused: `syntax` (it does not parse), `payload` (the body starts like JSON
 * and is none: the gateway answers 400), `evaluation` (a method failed: 500), `limit` (it outgrew
 * a limit of this interpreter or of API Gateway).
 */
export type VtlErrorCode = 'syntax' | 'payload' | 'evaluation' | 'limit'

/** A place in a template: `offset` counts UTF-16 units from 0; `line` and `column` count from 1. */
export type Place = { offset: number; line: number; column: number }

/**
 * The only error that leaves `emulator/vtl/`. It always names line and column. Code that does not
 * know the template throws it without a place; `locateError` adds the place on the way out.
 */
export class VtlError extends Error {
  override readonly name = 'VtlError'
  readonly code: VtlErrorCode
  /** What went wrong, without the place. */
  readonly reason: string
  /** What would have been right, e.g. `")"`; empty where nothing particular was expected. */
  readonly expected: string
  readonly place: Place | null

  constructor(code: VtlErrorCode, reason: string, expected = '', place: Place | null = null) {
    const wanted = expected === '' ? '' : `, expected ${expected}`
    const where = place === null ? '' : `line ${place.line}, column ${place.column}: `
    super(`${where}${reason}${wanted}`)
    this.code = code
    this.reason = reason
    this.expected = expected
    this.place = place
  }

  get line(): number {
    return this.place?.line ?? 1
  }

  get column(): number {
    return this.place?.column ?? 1
  }
}

/** Turns an offset of `source` (UTF-16 units) into a place. */
export function placeOf(source: string, offset: number): Place {
  let line = 1
  let lineStart = 0
  for (let at = source.indexOf('\n'); at !== -1 && at < offset; at = source.indexOf('\n', at + 1)) {
    line += 1
    lineStart = at + 1
  }
  return { offset, line, column: offset - lineStart + 1 }
}

/**
 * Gives an error its place in `source`, unless it has one.
 * The engine's own stack overflow becomes a `limit` error; anything else is a bug and stays itself.
 */
export function locateError(error: unknown, source: string, offset: number): unknown {
  if (error instanceof VtlError) {
    if (error.place !== null) return error
    return new VtlError(error.code, error.reason, error.expected, placeOf(source, offset))
  }
  if (error instanceof RangeError) {
    return new VtlError('limit', 'the template nests too deeply', '', placeOf(source, offset))
  }
  return error
}
