/** What of a learner's row is nobody's business but the server's. */
const SECRETS = ['guestKey', 'passwordHash', 'learnerId'] as const

/** A value as JSON keeps it: instants as ISO texts, bytes in base64. */
function plainly(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return Number(value)
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}

/** A row without secrets, ready for JSON. */
export const shown = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => !SECRETS.some((secret) => secret === key))
      .map(([key, value]) => [key, plainly(value)]),
  )
