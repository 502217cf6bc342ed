import fc from 'fast-check'
import { expect, it } from 'vitest'
import { guestMessageSchema, readGuestMessage } from './protocol'

const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, Number.NaN, -1, 0.5, 1, true))
const result = fc.oneof(
  fc.record({ kind: fc.constant('value'), payload: fc.oneof(fc.string(), odd) }),
  fc.record({ kind: fc.constant('value'), payload: fc.string(), more: odd }),
  fc.record({ kind: fc.constantFrom('exit', 'timeout', 'error'), status: odd }),
  odd,
)
const done = fc.record(
  {
    kind: fc.constantFrom('done', 'ready', 'log'),
    id: fc.oneof(fc.nat(), odd),
    result,
    waitedMs: fc.oneof(fc.nat(), odd),
    initWaitedMs: fc.oneof(fc.nat(), odd),
    ended: fc.oneof(fc.boolean(), odd),
    tmp: fc.oneof(fc.constant({ a: 'b' }), odd),
    other: odd,
  },
  { requiredKeys: [] },
)
const good = fc.record({
  kind: fc.constant('done'),
  id: fc.nat(),
  result: fc.record({ kind: fc.constant('value'), payload: fc.string() }),
  waitedMs: fc.integer(),
  initWaitedMs: fc.nat(),
  ended: fc.boolean(),
})

it('the quick way in lets nothing pass that the schema refuses', () => {
  fc.assert(
    fc.property(fc.oneof(good, done, odd), (data) => {
      const parsed = guestMessageSchema.safeParse(data)
      expect(readGuestMessage(data)).toEqual(parsed.success ? parsed.data : null)
    }),
    { numRuns: 3_000 },
  )
})
