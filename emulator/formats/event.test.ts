import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENT_KINDS, type EventKindId } from '../events/catalog'
import { sampleOrigin } from '../events/origin'
import { readEvent, writeEvent } from './event'
import { FormatError } from './format-error'

const KINDS = Object.keys(EVENT_KINDS) as EventKindId[]
const sample = (kind: EventKindId) => EVENT_KINDS[kind].sample(sampleOrigin())

const refusal = (text: string, as?: EventKindId): string => {
  try {
    readEvent(text, as)
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
    return (error as FormatError).message
  }
  return 'read'
}

describe('event JSON', () => {
  it.each(KINDS)('format.event: %s is known by what it holds', (kind) => {
    const event = sample(kind)
    expect(readEvent(writeEvent(event))).toEqual({ kind, event })
    expect(readEvent(writeEvent(event), kind).kind).toBe(kind)
  })

  it('format.event: an event of one’s own passes as it is', () => {
    expect(readEvent('{"petId": 7}')).toEqual({ kind: null, event: { petId: 7 } })
    expect(readEvent('[1, null]')).toEqual({ kind: null, event: [1, null] })
    expect(writeEvent({ petId: 7 })).toBe('{\n  "petId": 7\n}\n')
  })

  it('format.located: an event that misses what its kind has', () => {
    const { messageId: _, ...record } = (sample('sqs').Records as { messageId: string }[])[0] ?? {}
    expect(refusal(writeEvent({ Records: [record] }))).toMatch(
      /^line 3, column 5 \(Records\[0\]\): expected a value of type string as Records\.0\.messageId of “SQS messages”/,
    )
    const rest = { ...sample('rest-proxy'), headers: { a: 1 } }
    expect(refusal(writeEvent(rest))).toMatch(
      /^line 6, column 10 \(headers\.a\): expected a value of type string as headers\.a/,
    )
    expect(refusal('{"Records": []}')).toBe('read')
    expect(refusal('{"Records": []}', 'sqs')).toContain('expected at least 1 as Records')
  })

  it('format.located: another kind than the one asked for', () => {
    expect(refusal(writeEvent(sample('http-authorizer-v1')), 'request-authorizer')).toContain(
      'expected an event of the kind “REST API, REQUEST authorizer”, found “HTTP API, authorizer 1.0”',
    )
    expect(refusal('{"a": 1}', 'sns')).toContain('of “SNS notification”')
    expect(refusal('{"a": ')).toMatch(/^line 1, column \d+: expected YAML or JSON/)
  })

  it('reading throws nothing but a located FormatError', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(undefined))
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.nat(60), value, (kind, at, replacement) => {
        let left = at
        const changed = JSON.stringify(sample(kind), (key, one) => {
          left -= 1
          return left === 0 && key !== '' ? replacement : one
        })
        expect(refusal(changed)).toMatch(/^read$|^line \d+, column \d+/)
      }),
    )
  })
})
