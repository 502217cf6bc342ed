import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standingOf } from './rules'
import type { Entry } from './schema'

const A = '00000000-0000-4000-8000-00000000000a'
const B = '00000000-0000-4000-8000-00000000000b'

const answer = (text: string, over: Partial<Entry> = {}): Entry =>
  ({
    place: 0,
    field: 'answer',
    value: { as: 'open', text },
    sequence: 1,
    client: A,
    timing: 'server',
    stampedAt: 0,
    arrivedAt: new Date(0),
    ...over,
  }) as Entry

const textAt = (entries: Entry[]) => {
  const held = standingOf(entries).get(0)?.held.answer
  return held?.as === 'open' ? held.text : null
}

describe('what stands', () => {
  test('is the highest write, whichever way its time is known', () => {
    const server = answer('server', { sequence: 2 })
    const device = answer('device', { sequence: 3, timing: 'device' })
    expect(textAt([device, server])).toBe('device')
    expect(textAt([server, { ...device, sequence: 1 }])).toBe('server')
  })

  test('of equal sequences, the tab with the higher name', () => {
    expect(textAt([answer('a'), answer('b', { client: B })])).toBe('b')
  })

  test('is never what came too late, which is kept beside it', () => {
    const late = answer('late', { sequence: 9, timing: 'late' })
    const standing = standingOf([answer('in time'), late]).get(0)
    expect(standing).toMatchObject({
      held: { answer: { text: 'in time' } },
      timing: 'server',
      byDevice: false,
      late: { text: 'late' },
    })
  })

  test('hides a late write that a higher one in time stands above', () => {
    const late = answer('late', { sequence: 1, timing: 'late', client: B })
    expect(standingOf([answer('in time', { sequence: 2 }), late]).get(0)?.late).toBeNull()
  })

  test('an answer taken back stands as none', () => {
    const back = { ...answer('', { sequence: 2 }), value: null } as Entry
    expect(standingOf([answer('one'), back]).get(0)).toMatchObject({
      held: { answer: null },
      timing: null,
    })
  })

  test('only what is scored makes a round timed by its device', () => {
    const note = { ...answer('', { timing: 'device' }), field: 'note', value: 'later' } as Entry
    expect(standingOf([note]).get(0)?.byDevice).toBe(false)
    expect(standingOf([answer('x', { timing: 'device' })]).get(0)?.byDevice).toBe(true)
  })

  test('is the same in whatever order the registers are read', () => {
    const one = fc.record({
      place: fc.nat({ max: 2 }),
      sequence: fc.integer({ min: 1, max: 6 }),
      client: fc.constantFrom(A, B),
      timing: fc.constantFrom('server' as const, 'device' as const, 'late' as const),
    })
    const keyed = fc
      .uniqueArray(one, { selector: ({ place, timing }) => `${place} ${timing}`, maxLength: 9 })
      .map((list) =>
        list.map((given) => answer(`${given.place} ${given.sequence} ${given.client}`, given)),
      )
    fc.assert(
      fc.property(keyed, fc.infiniteStream(fc.nat()), (entries, dice) => {
        const mixed = entries
          .map((entry) => ({ entry, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry)
        const plain = (list: Entry[]) => [...standingOf(list)].sort(([a], [b]) => a - b)
        expect(plain(mixed)).toEqual(plain(entries))
      }),
    )
  })
})
