import { emptyChosen, missing } from '@/features/quiz/draft/rules'
import type { Chosen, SheetBody } from '@/features/quiz/schema'
import type { Clock, Held, ItemAnswer, RoomItem, RoomView, Write } from '../schema'

/** A write, with the tab that made it. */
export type Stamped = Write & { client: string }

/** The room on one screen. */
export interface Room {
  /** As the server last showed it. */
  view: RoomView
  /** What was written since, here or in another tab: of each field the write that stands. */
  over: Record<string, { write: Stamped; taken: boolean }>
  /** The place on the screen; one past the last is the page before handing in. */
  at: number
  /** Places that were looked at in this tab. */
  seen: number[]
  /** The highest sequence known; the next write goes one above it. */
  sequence: number
  /** The learner has handed in, and the server has not said so yet. */
  handedIn: boolean
  /** Why the server would not take a write, in its words; null where it took all. */
  refused: string | null
}

export type RoomEvent =
  | { do: 'go'; to: number }
  /** Written here, in another tab, or before a reload. */
  | { do: 'write'; write: Stamped }
  | { do: 'taken'; client: string; sequences: number[] }
  | { do: 'refused'; client: string; sequences: number[]; why: string }
  /** Asked for after the last of what was taken. */
  | { do: 'view'; view: RoomView }
  | { do: 'clock'; clock: Clock }
  | { do: 'hand in' }

const registerOf = ({ place, field }: Pick<Write, 'place' | 'field'>) => `${place}/${field}`

/** Whether the first of two writes of a field stands: the higher sequence, then the higher client. */
export const stands = (a: Stamped, b: Stamped): boolean =>
  a.sequence === b.sequence ? a.client > b.client : a.sequence > b.sequence

const isOpen = (item: RoomItem) => item.sheet !== null && !item.closed

/** Places that can be gone to now. */
export function openPlaces({ view }: Pick<Room, 'view'>): number[] {
  const open = view.items.filter(isOpen).map(({ place }) => place)
  return view.disclosure === 'one' ? open.slice(-1) : open
}

const within = (view: RoomView, to: number): number => {
  const place = Math.max(0, Math.min(view.items.length, Math.trunc(to)))
  if (view.disclosure === 'all' || place === view.items.length) return place
  return openPlaces({ view })[0] ?? view.items.length
}

const lookedAt = (seen: number[], at: number) => (seen.includes(at) ? seen : [...seen, at])

/**
 * The room as it is entered. `at` is the place where the learner was; null where this browser does
 * not know, then it is where the server saw them last.
 */
export function enter(view: RoomView, at: number | null): Room {
  const place = within(view, at ?? view.at ?? 0)
  const { sequence } = view.clock
  return { view, over: {}, at: place, seen: [place], sequence, handedIn: false, refused: null }
}

const without = (over: Room['over'], gone: (one: Room['over'][string]) => boolean): Room['over'] =>
  Object.fromEntries(Object.entries(over).filter(([, one]) => !gone(one)))

/** One thing that happened. */
export function step(room: Room, event: RoomEvent): Room {
  switch (event.do) {
    case 'go': {
      const at = within(room.view, event.to)
      return { ...room, at, seen: lookedAt(room.seen, at) }
    }
    case 'write': {
      const { write } = event
      const key = registerOf(write)
      const known = room.over[key]
      const sequence = Math.max(room.sequence, write.sequence)
      if (known && !stands(write, known.write)) return { ...room, sequence }
      return { ...room, sequence, over: { ...room.over, [key]: { write, taken: false } } }
    }
    case 'taken': {
      const sequences = new Set(event.sequences)
      const mark = (one: Room['over'][string]) =>
        one.write.client === event.client && sequences.has(one.write.sequence)
          ? { ...one, taken: true }
          : one
      const over = Object.entries(room.over).map(([key, one]) => [key, mark(one)] as const)
      return { ...room, over: Object.fromEntries(over) }
    }
    case 'refused': {
      const sequences = new Set(event.sequences)
      const over = without(
        room.over,
        ({ write }) => write.client === event.client && sequences.has(write.sequence),
      )
      return { ...room, over, refused: event.why }
    }
    case 'view': {
      const { view } = event
      const over = without(room.over, ({ taken }) => taken)
      const sequence = Math.max(room.sequence, view.clock.sequence)
      // Who was about to hand in still is, however many questions there are now.
      const wasAtEnd = room.at >= room.view.items.length
      const at = within(view, wasAtEnd ? view.items.length : room.at)
      return { ...room, view, over, sequence, at, seen: lookedAt(room.seen, at) }
    }
    case 'clock': {
      const sequence = Math.max(room.sequence, event.clock.sequence)
      return { ...room, view: { ...room.view, clock: event.clock }, sequence }
    }
    case 'hand in':
      return { ...room, handedIn: true }
  }
}

/** What stands in a place, with what the server has not shown yet. */
export function heldAt({ view, over }: Pick<Room, 'view' | 'over'>, place: number): Held | null {
  const item = view.items[place]
  if (!item) return null
  const held = { ...item.held }
  for (const { write } of Object.values(over))
    if (write.place === place) Object.assign(held, { [write.field]: write.value })
  return held
}

/** A view with writes in it, as the server would show it. */
export function withWrites(view: RoomView, writes: Stamped[]): RoomView {
  const room = writes.reduce<Room>((now, write) => step(now, { do: 'write', write }), {
    ...enter(view, 0),
  })
  const items = view.items.map((item) => ({
    ...item,
    held: heldAt(room, item.place) ?? item.held,
  }))
  return { ...view, items, clock: { ...view.clock, sequence: room.sequence } }
}

/** open; paused; time up, though nobody has closed it; handed in, still to be sent; over. */
export type Phase = 'open' | 'paused' | 'time up' | 'handed in' | 'over'

/** Where the round stands, by the server's clock. `now` in ms since the epoch. */
export function phaseOf({ view, handedIn }: Room, now: number): Phase {
  const { state, deadlineAt } = view.clock
  if (state === 'paused') return 'paused'
  if (state !== 'running') return 'over'
  if (deadlineAt !== null && now >= deadlineAt) return 'time up'
  return handedIn ? 'handed in' : 'open'
}

/** What is left, in ms; null without a clock. Never below 0. */
export function leftMs({ deadlineAt, leftMs: kept }: Clock, now: number): number | null {
  return deadlineAt === null ? kept : Math.max(0, deadlineAt - now)
}

/** Whether a place takes what is written now. */
export function canWrite(room: Room, place: number, now: number): boolean {
  const item = room.view.items[place]
  if (!item || phaseOf(room, now) !== 'open' || !openPlaces(room).includes(place)) return false
  return item.deadlineAt === null || now < item.deadlineAt
}

/** An answer to an exercise; null where it says no more than the sheet did. */
export function answerFrom(body: SheetBody, chosen: Chosen): ItemAnswer | null {
  const isSame =
    chosen.kind === 'order'
      ? chosen.order.length === 0
      : JSON.stringify(chosen) === JSON.stringify(emptyChosen(body))
  return isSame ? null : { as: 'exercise', chosen }
}

/** What is chosen on an exercise's sheet. */
export const chosenOf = (body: SheetBody, answer: ItemAnswer | null): Chosen =>
  answer?.as === 'exercise' ? answer.chosen : emptyChosen(body)

function saysNothing(answer: ItemAnswer): boolean {
  if (answer.as === 'open') return answer.text.trim() === ''
  if (answer.as === 'lab') return answer.code.trim() === ''
  if (answer.as === 'design')
    return (
      answer.components.length === 0 &&
      Object.keys(answer.decisions).length === 0 &&
      answer.text.trim() === ''
    )
  const { chosen } = answer
  switch (chosen.kind) {
    case 'choice':
      return chosen.chosen.length === 0
    case 'order':
      return chosen.order.length === 0
    case 'pairs':
      return chosen.pairs.every((pair) => pair === null)
    case 'spots':
      return chosen.spots.length === 0
    case 'blanks':
      return Object.values(chosen.blanks).every((text) => text.trim() === '')
    case 'parts':
      return Object.values(chosen.parts).every((text) => text.trim() === '')
    default:
      return chosen.text.trim() === ''
  }
}

/** How far a place is; partly, where something of its answer is still missing. */
export type Status = 'unseen' | 'seen' | 'partly' | 'answered'

/** How far a place is, by what stands in it and whether it was looked at. */
export function statusOf(item: RoomItem, held: Held, seen: boolean): Status {
  const { answer } = held
  if (answer === null || saysNothing(answer)) return seen || held.spent > 0 ? 'seen' : 'unseen'
  const { sheet } = item
  if (sheet?.as === 'exercise' && answer.as === 'exercise')
    return missing(sheet.sheet.body, answer.chosen) === null ? 'answered' : 'partly'
  if (sheet?.as === 'design' && answer.as === 'design') {
    const open = sheet.design.decisions.some(({ id }) => answer.decisions[id] === undefined)
    return open || answer.components.length === 0 ? 'partly' : 'answered'
  }
  return 'answered'
}

/** One number of the question map. */
export interface MapEntry {
  place: number
  status: Status
  flag: boolean
  closed: boolean
  open: boolean
}

/** The question map, place by place. */
export function mapOf(room: Room): MapEntry[] {
  const open = new Set(openPlaces(room))
  return room.view.items.map((item) => {
    const held = heldAt(room, item.place) ?? item.held
    return {
      place: item.place,
      status: statusOf(item, held, room.seen.includes(item.place)),
      flag: held.flag,
      closed: item.closed,
      open: open.has(item.place),
    }
  })
}
