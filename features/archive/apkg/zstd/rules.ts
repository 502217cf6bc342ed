import { FileProblem } from '../../schema'
import { BURSTS, MOST_RATIO, SMALL } from '../package/rules'

const BLOCK = 128 * 1024
const FRAME = 0xfd2fb528

/** What unpacks one stretch of a frame; the library's stream. */
export interface Stream {
  reset(): void
  decompressChunk(chunk: Uint8Array, most: number): Uint8Array
}

const broken = () =>
  new FileProblem('The package is damaged: its collection cannot be unpacked. Export it again.')

/**
 * Frames cut before each of their blocks: whatever a block holds, it is at most 128 KB unpacked, so
 * that nothing grows further between two looks at the size. (What the library unpacks at once, it
 * asks the file how large to make, and files that were written as a stream do not say.)
 * @see https://www.rfc-editor.org/rfc/rfc8878#name-zstandard-frames
 */
function* blocks(bytes: Uint8Array): Generator<{ part: Uint8Array; last: boolean }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  while (at < bytes.length) {
    const magic = view.getUint32(at, true)
    if (magic >= 0x184d2a50 && magic <= 0x184d2a5f) {
      at += 8 + view.getUint32(at + 4, true)
      continue
    }
    if (magic !== FRAME) throw broken()
    let from = at
    const flags = view.getUint8(at + 4)
    const single = (flags >> 5) & 1
    const sizeBytes = flags >> 6 === 0 ? single : 1 << (flags >> 6)
    at += 5 + (1 - single) + ([0, 1, 2, 4][flags & 3] ?? 0) + sizeBytes
    for (let last = false; !last; ) {
      const head = view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
      last = (head & 1) === 1
      at += 3 + (((head >> 1) & 3) === 1 ? 1 : head >> 3)
      if (last && (flags >> 2) & 1) at += 4
      if (at > bytes.length) throw broken()
      yield { part: bytes.subarray(from, at), last }
      from = at
    }
  }
}

/**
 * Unpacks Zstandard, never to more than `most` bytes.
 * @throws FileProblem where it is more, or damaged
 */
export function unzstd(stream: Stream, bytes: Uint8Array, most: number): Uint8Array {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    stream.reset()
    for (const { part, last } of blocks(bytes)) {
      // The library hands out a view of memory that it uses again.
      const unpacked = stream.decompressChunk(part, BLOCK + 64).slice()
      size += unpacked.length
      if (size > most)
        throw new FileProblem(
          `The package holds more than ${Math.floor(most / 1024 / 1024)} MB of notes, which is the most. Export fewer decks at once.`,
        )
      if (size > SMALL && size > bytes.length * MOST_RATIO) throw new FileProblem(BURSTS)
      parts.push(unpacked)
      if (last) stream.reset()
    }
  } catch (error) {
    throw error instanceof FileProblem ? error : broken()
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
