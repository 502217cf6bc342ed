import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/emulator'
import { firstScenario, withFile } from '../bench/rules'
import { mergePatch } from './compile/rules'
import { type Answer, BODY_CHOICES, bodyChoiceOf, changesOf, differs, judge } from './rules'

const answer = (status: string, body: string, headers = {}): Answer => ({
  status,
  body,
  headers,
  exchange: null,
  trouble: null,
})
const working = answer('200', 'fine')

describe('a prediction', () => {
  it.each([
    ['fine', 'same'],
    ['', 'empty'],
    ['{"message":"Internal server error"}', 'Internal server error'],
    ['{"message":"Internal Server Error"}', 'Internal Server Error'],
    [
      '{"Message":"User is not authorized to access this resource with an explicit deny"}',
      'User is not authorized to access this resource',
    ],
    ['{"message":"Could not process payload: its end"}', 'Could not process payload'],
    ['{"message":"Forbiddenish"}', 'other'],
    ['{"message":null}', 'other'],
    ['plain', 'other'],
    ['[1]', 'other'],
  ])('a body %s is "%s"', (body, choice) => {
    expect(bodyChoiceOf(answer('500', body), working)).toBe(choice)
    expect(BODY_CHOICES[choice]).toBeTruthy()
  })

  it('is right by halves', () => {
    const broken = answer('502', '')
    expect(judge({ status: '502', body: 'other' }, broken, working)).toEqual({
      status: true,
      body: false,
    })
    expect(judge({ status: '500', body: 'empty' }, broken, working)).toEqual({
      status: false,
      body: true,
    })
  })

  it('sees a difference in status, body or headers', () => {
    expect(differs(working, working)).toBe(false)
    for (const other of [
      answer('201', 'fine'),
      answer('200', 'bad'),
      answer('200', 'fine', { a: 'b' }),
    ])
      expect(differs(working, other)).toBe(true)
  })
})

describe('changes', () => {
  it('show what differs, with little around it', () => {
    const before = firstScenario('javascript', '2026-11-22')
    const code = before.functions.MyFunction?.code
    const text = code?.kind === 'source' ? (code.files['index.mjs'] ?? '') : ''
    const after = withFile(before, 'index.mjs', text.replace('statusCode: 200', 'statusCode: 201'))
    const [change, ...others] = changesOf(before, after)
    expect(others).toEqual([])
    expect(change?.title).toBe('index.mjs')
    expect(
      change?.lines.filter(({ kind }) => kind !== 'both').map(({ text }) => text.trim()),
    ).toEqual(['statusCode: 200,', 'statusCode: 201,'])
    expect(change?.lines.length).toBeLessThan(9)
    expect(changesOf(before, before)).toEqual([])
  })
})

describe('a merge patch', () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>
  it('that is no map replaces, and an empty one changes nothing in a map', () => {
    fc.assert(
      fc.property(json, fc.oneof(fc.string(), fc.integer(), fc.array(json)), (value, patch) => {
        expect(mergePatch(value, patch)).toEqual(patch)
      }),
    )
    expect(mergePatch({ a: { b: 1, c: 2 } }, { a: { b: null, d: 3 } })).toEqual({
      a: { c: 2, d: 3 },
    })
    expect(mergePatch('text', { a: 1 })).toEqual({ a: 1 })
  })
})
