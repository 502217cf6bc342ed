import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'
import * as z from 'zod/mini'
import type { Told } from '../project/rules'
import { type Scenario, scenarioSchema } from '../schema'

/** The form of share links; a link of a later form is told apart by it. */
const VERSION = '1'
/** Characters of a link's fragment: what browsers, chats and mail still carry whole. */
export const LONGEST_LINK = 32_000
/** Bytes that a link may unpack to, so that a small link cannot fill the memory. */
const MOST_BYTES = 2_000_000

const toText = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function toBytes(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

/** Unpacks, and gives up as soon as it is more than may be. */
function inflated(bytes: Uint8Array): Uint8Array | null {
  const parts: Uint8Array[] = []
  let size = 0
  const inflate = new Inflate((part) => {
    size += part.length
    if (size > MOST_BYTES) throw new RangeError('too much')
    parts.push(part)
  })
  const step = 1024
  for (let at = 0; at < bytes.length; at += step)
    inflate.push(bytes.subarray(at, at + step), at + step >= bytes.length)
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * A scenario as the fragment of a link, without `#`: version, full stop, deflated JSON as base64url.
 * Refused where it would be longer than links are carried.
 */
export function writeFragment(scenario: Scenario): Told<string> {
  const packed = deflateSync(strToU8(JSON.stringify(scenario)), { level: 9 })
  const fragment = `${VERSION}.${toText(packed)}`
  if (fragment.length <= LONGEST_LINK) return { ok: true, value: fragment }
  const [is, most] = [fragment.length, LONGEST_LINK].map((count) => count.toLocaleString('en'))
  return {
    ok: false,
    error: `The link would have ${is} characters, and more than ${most} get lost on the way. Export it as a SAM project and send the file.`,
  }
}

/** Reads a fragment, with or without its `#`; whatever is wrong with it is a sentence. */
export function readFragment(fragment: string): Told<Scenario> {
  const refuse = (error: string) => ({ ok: false as const, error })
  const text = fragment.replace(/^#/, '')
  if (text === '') return refuse('This link carries no scenario. Ask for the whole link.')
  if (text.length > LONGEST_LINK) return refuse('This link is longer than a scenario can be.')
  const [version, packed, ...more] = text.split('.')
  if (!packed || more.length > 0)
    return refuse('This link is not whole. Ask for it again, and copy all of it.')
  if (version !== VERSION)
    return refuse(
      'This link was made by a later version of the app. Reload the page, then try again.',
    )
  try {
    const bytes = inflated(toBytes(packed))
    const parsed = z.safeParse(scenarioSchema, JSON.parse(strFromU8(bytes ?? new Uint8Array())))
    return parsed.success
      ? { ok: true, value: parsed.data }
      : refuse('What this link carries is not a scenario.')
  } catch {
    return refuse('This link is damaged. Ask for it again, and copy all of it.')
  }
}
