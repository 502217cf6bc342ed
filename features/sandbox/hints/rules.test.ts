import { describe, expect, it } from 'vitest'
import { sampleEvent } from '../events/rules'
import { chainBefore, eventForHints, hintAt, hintsAfter } from './rules'

describe('chainBefore', () => {
  it.each([
    ['x = event.', 'event', [], '', 'dot'],
    ['event.requestContext.ht', 'event', ['requestContext'], 'ht', 'dot'],
    ['event?.queryStringParameters?.', 'event', ['queryStringParameters'], '', 'dot'],
    ['event["Records"][0]["bo', 'event', ['Records', '0'], 'bo', 'quote'],
    ["event['", 'event', [], '', 'quote'],
    ['event.get("headers", {}).get("', 'event', ['headers'], '', 'quote'],
    ['return context.', 'context', [], '', 'dot'],
  ])('%s', (text, root, parts, typed, form) => {
    expect(chainBefore(text)).toEqual({ root, parts, typed, form })
  })

  it.each(['events.', 'my.event.', 'event', 'event + 1', '"event"', 'previent.'])(
    'nothing after %s',
    (text) => {
      expect(chainBefore(text)).toBeNull()
    },
  )
})

const names = (text: string, kind: Parameters<typeof sampleEvent>[0]) => {
  const chain = chainBefore(text)
  return chain ? hintsAfter(chain, sampleEvent(kind), 'python').map(({ name }) => name) : []
}

describe('hints', () => {
  it('know each kind of event', () => {
    expect(names('event.requestContext.http.', 'http-proxy')).toContain('method')
    expect(names('event["', 'rest-proxy')).toContain('httpMethod')
    expect(names('event["Records"][0]["s3"]["', 's3-put')).toContain('bucket')
    expect(names('event["Records"][3]["', 'sqs')).toContain('messageId')
    expect(names('event.nothing.', 'sqs')).toEqual([])
    expect(names('context.', 'sqs')).toContain('get_remaining_time_in_millis()')
    expect(names('context.identity.', 'sqs')).toEqual([])
  })

  it('say what a name is', () => {
    const chain = chainBefore('event["Records"][0]["s3"]["object"]["key')
    expect(chain && hintAt(chain, sampleEvent('s3-put'), 'python')).toMatchObject({
      kind: 'string',
      says: expect.stringContaining('decode'),
    })
    const call = chainBefore('context.getRemainingTimeInMillis')
    expect(call && hintAt(call, {}, 'javascript')?.kind).toBe('number')
  })

  it('prefer the event that will be sent', () => {
    expect(eventForHints({ a: 1 }, 'sqs')).toEqual({ a: 1 })
    expect(eventForHints({}, 'sqs')).toHaveProperty('Records')
    expect(eventForHints(undefined, 'sqs')).toHaveProperty('Records')
  })
})
