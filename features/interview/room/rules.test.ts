import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sheet, SheetBody } from '@/features/quiz/schema'
import type { Clock, Held, RoomItem, RoomView, Write } from '../schema'
import {
  answerFrom,
  canWrite,
  enter,
  heldAt,
  leftMs,
  mapOf,
  openPlaces,
  phaseOf,
  type Room,
  type RoomEvent,
  type Stamped,
  stands,
  statusOf,
  step,
  withWrites,
} from './rules'

const BLANK: Held = {
  answer: null,
  confidence: null,
  flag: false,
  struck: [],
  note: '',
  spent: 0,
}
const BODY: SheetBody = { kind: 'multiple', choose: 2, options: ['a', 'b', 'c'] }
const sheet = (place: number): Sheet => ({
  sheetId: String(place),
  exerciseId: `exercise-${place}`,
  kind: 'multiple',
  topic: 'pricing',
  topicTitle: 'Pricing',
  level: 'mid',
  skill: 'apply',
  stemHtml: '',
  evidence: [],
  body: BODY,
})
const item = (place: number, some: Partial<RoomItem> = {}): RoomItem => ({
  place,
  sheet: { as: 'exercise', sheet: sheet(place) },
  closed: false,
  deadlineAt: null,
  topic: 'pricing',
  held: BLANK,
  ...some,
})
const CLOCK: Clock = {
  state: 'running',
  now: 0,
  startedAt: 0,
  deadlineAt: 60_000,
  leftMs: null,
  sequence: 0,
}
const view = (items: RoomItem[], some: Partial<RoomView> = {}): RoomView => ({
  id: '0b0f6c7e-0000-4000-8000-000000000000',
  learner: 'learner',
  round: 'exam',
  level: 'mid',
  title: 'Timed exam',
  practice: false,
  timeFactor: 1,
  allowedMs: 60_000,
  disclosure: 'all',
  at: null,
  clock: CLOCK,
  items,
  ...some,
})
const THREE = view([item(0), item(1), item(2)])
const play = (room: Room, ...events: RoomEvent[]) => events.reduce(step, room)
const write = (some: Partial<Stamped> & Pick<Write, 'field' | 'value'>): RoomEvent => ({
  do: 'write',
  write: { place: 0, sequence: 1, stampedAt: 0, client: 'a', ...some } as Stamped,
})

describe('going about', () => {
  test('begins where the learner was, here or elsewhere', () => {
    expect(enter(THREE, null).at).toBe(0)
    expect(enter({ ...THREE, at: 1 }, null).at).toBe(1)
    expect(enter({ ...THREE, at: 1 }, 2).at).toBe(2)
    expect(enter(THREE, 99).at).toBe(3)
    expect(enter(THREE, -1).at).toBe(0)
  })

  test('one place after the other stays where it is open, and follows the server', () => {
    const one = view([item(0, { closed: true }), item(1), item(2, { sheet: null })], {
      disclosure: 'one',
    })
    const room = enter(one, 0)
    expect(room.at).toBe(1)
    expect(openPlaces(room)).toEqual([1])
    expect(play(room, { do: 'go', to: 0 }).at).toBe(1)
    const leaving = play(room, { do: 'go', to: 3 })
    expect(leaving.at).toBe(3)
    expect(play(leaving, { do: 'view', view: one }).at).toBe(3)
    expect(play(leaving, { do: 'go', to: 1 }).at).toBe(1)
    const next = view([item(0, { closed: true }), item(1, { closed: true }), item(2)], {
      disclosure: 'one',
    })
    expect(play(room, { do: 'view', view: next }).at).toBe(2)
    const end = view([item(0, { closed: true }), item(1, { closed: true })], { disclosure: 'one' })
    expect(play(room, { do: 'view', view: end }).at).toBe(2)
  })
})

describe('where the round stands', () => {
  const at = (clock: Partial<Clock>) => enter(view([item(0)], { clock: { ...CLOCK, ...clock } }), 0)

  test.each([
    [{}, 59_999, 'open'],
    [{}, 60_000, 'time up'],
    [{ deadlineAt: null }, 9e12, 'open'],
    [{ state: 'paused', deadlineAt: null, leftMs: 5 }, 0, 'paused'],
    [{ state: 'submitted' }, 0, 'over'],
    [{ state: 'expired' }, 90_000, 'over'],
    [{ state: 'graded' }, 0, 'over'],
  ] as const)('%o at %i: %s', (clock, now, phase) => {
    expect(phaseOf(at(clock), now)).toBe(phase)
    expect(canWrite(at(clock), 0, now)).toBe(phase === 'open')
  })

  test('what was handed in takes nothing more', () => {
    const room = play(at({}), { do: 'hand in' })
    expect(phaseOf(room, 5)).toBe('handed in')
    expect(canWrite(room, 0, 5)).toBe(false)
  })

  test('a place with a deadline of its own closes by it', () => {
    const room = enter(view([item(0, { deadlineAt: 10_000 }), item(1)]), 0)
    expect(canWrite(room, 0, 9_999)).toBe(true)
    expect(canWrite(room, 0, 10_000)).toBe(false)
    expect(canWrite(room, 1, 10_000)).toBe(true)
    expect(canWrite(room, 7, 0)).toBe(false)
  })

  test('what is left never falls below nothing', () => {
    expect(leftMs(CLOCK, 70_000)).toBe(0)
    expect(leftMs({ ...CLOCK, deadlineAt: null, leftMs: 12 }, 70_000)).toBe(12)
    expect(leftMs({ ...CLOCK, deadlineAt: null }, 70_000)).toBeNull()
  })
})

describe('how far a place is', () => {
  const status = (answer: Held['answer'], seen = true) =>
    statusOf(item(0), { ...BLANK, answer }, seen)
  const choice = (...chosen: number[]) => answerFrom(BODY, { kind: 'choice', chosen })

  test('by shape of its answer', () => {
    expect(status(null, false)).toBe('unseen')
    expect(status(null)).toBe('seen')
    expect(statusOf(item(0), { ...BLANK, spent: 5 }, false)).toBe('seen')
    expect(status(choice(1))).toBe('partly')
    expect(status(choice(1, 2))).toBe('answered')
    expect(choice()).toBeNull()
  })

  test('an order is an answer once it was touched, blank text never is', () => {
    const body: SheetBody = { kind: 'ordering', steps: ['a', 'b'] }
    expect(answerFrom(body, { kind: 'order', order: [0, 1] })).not.toBeNull()
    const open = item(0, { sheet: { as: 'open', title: '', promptHtml: '', follows: null } })
    const said = (text: string) => statusOf(open, { ...BLANK, answer: { as: 'open', text } }, true)
    expect(said(' \n')).toBe('seen')
    expect(said('A cold start.')).toBe('answered')
  })

  test('the map tells it of each', () => {
    const room = play(
      enter(THREE, 1),
      write({ field: 'flag', value: true }),
      write({ place: 2, field: 'answer', value: choice(0, 1), sequence: 2 }),
    )
    expect(mapOf(room).map(({ status: one, flag }) => [one, flag])).toEqual([
      ['unseen', true],
      ['seen', false],
      ['answered', false],
    ])
  })
})

describe('writes', () => {
  test('of a field the highest stands; the next goes above all that was seen', () => {
    const room = play(
      enter(view([item(0)], { clock: { ...CLOCK, sequence: 7 } }), 0),
      write({ field: 'note', value: 'later', sequence: 9 }),
      write({ field: 'note', value: 'sooner', sequence: 8 }),
    )
    expect(heldAt(room, 0)?.note).toBe('later')
    expect(room.sequence).toBe(9)
  })

  test('what the server has not taken survives its view; what it has, the view tells', () => {
    const before = play(
      enter(THREE, 0),
      write({ field: 'note', value: 'mine' }),
      write({ field: 'flag', value: true, sequence: 2 }),
      { do: 'taken', client: 'a', sequences: [2] },
    )
    const room = play(before, { do: 'view', view: THREE })
    expect(heldAt(room, 0)).toMatchObject({ note: 'mine', flag: false })
  })

  test('what the server refused is gone, and its word is kept', () => {
    const room = play(enter(THREE, 0), write({ field: 'note', value: 'mine' }), {
      do: 'refused',
      client: 'a',
      sequences: [1],
      why: 'This question is closed.',
    })
    expect(heldAt(room, 0)?.note).toBe('')
    expect(room.refused).toBe('This question is closed.')
  })

  test('a page that goes only to what the server shows cannot be led elsewhere', () => {
    expect(heldAt(enter(THREE, 0), 12)).toBeNull()
  })
})

const stampedArbitrary = fc.record({
  place: fc.nat(2),
  field: fc.constantFrom('note' as const),
  value: fc.string({ maxLength: 4 }),
  sequence: fc.integer({ min: 1, max: 12 }),
  client: fc.constantFrom('a', 'b', 'c'),
  stampedAt: fc.constant(0),
})
const unlike = fc.uniqueArray(stampedArbitrary, {
  selector: ({ sequence, client }) => `${sequence}/${client}`,
  maxLength: 20,
})

test('any order and any number of times gives the same room', () => {
  fc.assert(
    fc.property(
      unlike.chain((writes) =>
        fc.tuple(
          fc.constant(writes),
          fc.shuffledSubarray(writes, { minLength: writes.length }),
          fc.shuffledSubarray(writes),
        ),
      ),
      ([writes, other, again]) => {
        const of = (some: Stamped[]) => some.map((one): RoomEvent => ({ do: 'write', write: one }))
        const one = play(enter(THREE, 0), ...of(writes))
        const two = play(enter(THREE, 0), ...of(other), ...of(again))
        for (const place of [0, 1, 2]) expect(heldAt(two, place)).toEqual(heldAt(one, place))
        expect(two.sequence).toBe(one.sequence)
        expect(withWrites(THREE, other)).toEqual(withWrites(THREE, writes))
      },
    ),
  )
})

/** A server by the rule of registers, two tabs before it, and a line that may lose what it carries. */
class Model {
  readonly stored = new Map<string, Stamped>()
  top = 0
  readonly tabs = ['a', 'b'].map((client) => ({
    client,
    room: enter(THREE, 0),
    unsent: [] as Stamped[],
  }))

  view(): RoomView {
    const shown = withWrites(THREE, [...this.stored.values()])
    return { ...shown, clock: { ...shown.clock, sequence: this.top } }
  }

  type(index: number, place: number, value: string): void {
    const tab = this.tabs[index]
    if (!tab) return
    const sequence = tab.room.sequence + 1
    const { client } = tab
    const one: Stamped = { place, field: 'note', value, sequence, client, stampedAt: 0 }
    tab.unsent.push(one)
    tab.room = step(tab.room, { do: 'write', write: one })
  }

  send(index: number, isAnswerLost: boolean): void {
    const tab = this.tabs[index]
    if (!tab) return
    for (const one of tab.unsent) {
      const known = this.stored.get(String(one.place))
      if (!known || stands(one, known)) this.stored.set(String(one.place), one)
      this.top = Math.max(this.top, one.sequence)
    }
    if (isAnswerLost) return
    const sequences = tab.unsent.map(({ sequence }) => sequence)
    tab.unsent = []
    tab.room = play(
      tab.room,
      { do: 'taken', client: tab.client, sequences },
      { do: 'view', view: this.view() },
    )
  }
}

test('two tabs, whatever is lost on the way, end with what the server holds, and nothing typed last is lost', () => {
  const deed = fc.oneof(
    fc.record({
      type: fc.constant('type' as const),
      tab: fc.nat(1),
      place: fc.nat(2),
      value: fc.string({ minLength: 1, maxLength: 3 }),
    }),
    fc.record({ type: fc.constant('send' as const), tab: fc.nat(1), lost: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
      const model = new Model()
      for (const one of deeds) {
        if (one.type === 'type') {
          model.type(one.tab, one.place, one.value)
          // What was typed is on the screen whatever the other tab did.
          expect(heldAt(model.tabs[one.tab]?.room as Room, one.place)?.note).toBe(one.value)
        } else model.send(one.tab, one.lost)
      }
      for (const index of [0, 1, 0]) model.send(index, false)
      const [a, b] = model.tabs
      for (const place of [0, 1, 2]) {
        const held = model.stored.get(String(place))?.value ?? ''
        expect(heldAt(a?.room as Room, place)?.note).toBe(held)
        expect(heldAt(b?.room as Room, place)?.note).toBe(held)
      }
    }),
  )
})
