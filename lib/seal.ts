import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from './env'

const LENGTH = 16

/** A short signature of `text` that only this server can make: what it vouched for comes back as it was. */
export function seal(text: string): string {
  return createHmac('sha256', env().NEXTAUTH_SECRET)
    .update(`seal:${text}`)
    .digest('base64url')
    .slice(0, LENGTH)
}

/** Whether `signature` is this server's for `text`. */
export function isSealed(text: string, signature: string): boolean {
  const [given, ours] = [Buffer.from(signature), Buffer.from(seal(text))]
  return given.length === ours.length && timingSafeEqual(given, ours)
}
