import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENT_KINDS, type EventKindId } from '@/emulator'
import {
  EVENT_GROUPS,
  formOf,
  jsonFault,
  leavesOf,
  readEventText,
  sampleEvent,
  typedValue,
  withLeaf,
} from './rules'

const kinds = Object.keys(EVENT_KINDS) as EventKindId[]

describe('events', () => {
  it('are offered all, each once', () => {
    expect(EVENT_GROUPS.flatMap((group) => group.kinds).sort()).toEqual([...kinds].sort())
  })

  it.each(kinds)('%s: its own sample is valid, and its form begins with what matters', (kind) => {
    const event = sampleEvent(kind)
    const read = readEventText(JSON.stringify(event, null, 2))
    expect(read).toMatchObject({ ok: true, kind })
    const { first, rest } = formOf(kind, event)
    expect(first.length).toBeGreaterThan(0)
    expect(first.length + rest.length).toBe(leavesOf(event).length)
  })

  it('are changed leaf by leaf, and nothing else moves', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.string(), (json, pick, text) => {
        const leaves = leavesOf(json as never)
        fc.pre(leaves.length > 0)
        const { path } = leaves[pick % leaves.length] as { path: string }
        const changed = leavesOf(withLeaf(json as never, path, text))
        expect(changed).toEqual(
          leaves.map((leaf) => (leaf.path === path ? { path, value: text } : leaf)),
        )
      }),
    )
  })

  it.each([
    [7, '8', 8],
    [7, 'eight', 'eight'],
    [true, 'false', false],
    [null, '', null],
    [null, 'x', 'x'],
    ['7', '8', '8'],
    [7, '', ''],
  ] as const)('%j typed over as %j is %j', (before, text, after) => {
    expect(typedValue(before, text)).toBe(after)
  })

  it.each([
    ['{\n  "a": 1,\n}', 3],
    ['{"a": tru}', 1],
    ['{\n  "a": "b', 2],
    ['', 1],
    ['hello', 1],
  ])('%j is told where it stops being JSON', (text, line) => {
    expect(jsonFault(text)).toMatchObject({ line })
  })

  it('of a known kind must have its shape', () => {
    const event = JSON.stringify(sampleEvent('sqs'), null, 2).replace('"body":', '"boddy":')
    const read = readEventText(event)
    expect(read.ok).toBe(false)
    expect(!read.ok && read.fault.line).toBeGreaterThan(1)
  })
})
