import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Spoken } from '../schema'
import {
  appended,
  clockText,
  fillersIn,
  freshPart,
  heardAt,
  isVoice,
  loudness,
  NO_TAKE,
  paceOf,
  paceText,
  spokenWith,
  type Take,
  wordCount,
} from './rules'

const takeOf = (...at: number[]): Take => at.reduce(heardAt, NO_TAKE)
const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ')

describe('what was said', () => {
  it.each([
    ['', 0],
    ['  \n', 0],
    ['A cold start, then.', 4],
    ['512 MB and 29 seconds', 5],
    ['it’s the function’s role', 4],
    ['1,000 at 99.9 %, twice', 4],
  ])('%j has %i words', (text, count) => {
    expect(wordCount(text)).toBe(count)
  })

  it.each([
    ['Um, so it is, uh, basically a queue, you know.', ['um', 'uh', 'basically', 'you know']],
    ['It is kind of slow and sort of dear.', ['kind of', 'sort of']],
    ['What kind of event is it? A sort of queue.', []],
    ['The umbrella hums; the error is a number.', []],
    ['Ummm. Hmm, erm, I mean the alias.', ['ummm', 'hmm', 'erm', 'i mean']],
  ])('fills its pauses: %s', (text, fillers) => {
    expect(fillersIn(text)).toEqual(fillers)
  })

  it.each([
    ['', 'a queue holds it', 'A queue holds it'],
    ['First.', 'then a queue', 'First. Then a queue'],
    ['First', ' then ', 'First then'],
    ['First\n', 'then', 'First\nthen'],
    ['First', '  ', 'First'],
  ])('%j and then %j', (text, said, whole) => {
    expect(appended(text, said)).toBe(whole)
  })
})

describe('what is understood', () => {
  it.each([
    ['', 'a queue', 'a queue'],
    ['a queue', 'a queue holds it', ' holds it'],
    ['A queue', 'a queue', ''],
    ['yes', 'yes', 'yes'],
    ['a queue', 'then a topic', 'then a topic'],
  ])('after %j, %j says %j', (before, next, fresh) => {
    expect(freshPart(before, next)).toBe(fresh)
  })
})

describe('how it was said', () => {
  it('counts from the first word to the last', () => {
    expect(spokenWith(null, takeOf(9_000, 9_500, 13_500, 14_000), 'um yes it is')).toEqual({
      seconds: 5,
      words: 4,
      fillers: 1,
      longestPauseMs: 4_000,
    })
  })

  it('says nothing of silence', () => {
    expect(spokenWith(null, NO_TAKE, '')).toBeNull()
    const before = { seconds: 3, words: 2, fillers: 0, longestPauseMs: 10 }
    expect(spokenWith(before, NO_TAKE, '')).toBe(before)
  })

  it('adds takes up', () => {
    const first = spokenWith(null, takeOf(0, 4_000, 10_000), words(20))
    expect(spokenWith(first, takeOf(500_000, 520_000), words(40))).toEqual({
      seconds: 30,
      words: 60,
      fillers: 0,
      longestPauseMs: 20_000,
    })
  })

  it('takes the time of takes that were understood, where there are some', () => {
    const recorded = spokenWith(null, takeOf(0, 30_000), '')
    expect(recorded).toMatchObject({ seconds: 30, words: 0 })
    const dictated = spokenWith(recorded, takeOf(0, 20_000), words(50))
    expect(dictated).toMatchObject({ seconds: 20, words: 50, longestPauseMs: 30_000 })
    const again = spokenWith(dictated, takeOf(0, 50_000), '')
    expect(again).toMatchObject({ seconds: 20, words: 50, longestPauseMs: 50_000 })
  })

  it('never leaves what can be saved', () => {
    const take = fc
      .array(fc.integer({ min: 0, max: 20_000_000 }), { maxLength: 30 })
      .map((at) => takeOf(...at.sort((a, b) => a - b)))
    const takes = fc.array(fc.tuple(take, fc.constantFrom('', words(9), words(12_000))))
    fc.assert(
      fc.property(takes, (all) => {
        const spoken = all.reduce<Spoken | null>(
          (sum, [one, text]) => spokenWith(sum, one, text),
          null,
        )
        if (spoken === null) return
        expect(spoken.seconds).toBeLessThanOrEqual(7200)
        expect(spoken.words).toBeLessThanOrEqual(20_000)
        expect(spoken.longestPauseMs).toBeLessThanOrEqual(7_200_000)
        expect(Number.isInteger(spoken.longestPauseMs)).toBe(true)
        expect(Math.min(...Object.values(spoken))).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 100 },
    )
  })

  const spoken = (seconds: number, count: number): Spoken => ({
    seconds,
    words: count,
    fillers: 0,
    longestPauseMs: 0,
  })
  it.each([
    ['what was understood', spoken(30, 70), 'edited', 140],
    ['what was written down of a recording', spoken(60, 0), words(120), 120],
    ['nothing after a few seconds', spoken(9, 30), '', null],
    ['nothing of a recording alone', spoken(90, 0), '', null],
  ])('its pace is that of %s', (_what, given, text, pace) => {
    expect(paceOf(given, text)).toBe(pace)
  })

  it.each([
    [80, 'slow'],
    [110, 'easy to follow'],
    [170, 'easy to follow'],
    [200, 'fast'],
  ])('%i words a minute are %s', (pace, text) => {
    expect(paceText(pace)).toBe(text)
  })

  it.each([
    [0, '0:00'],
    [65_900, '1:05'],
    [3_600_000, '60:00'],
    [-5, '0:00'],
  ])('%i ms are %s', (ms, text) => {
    expect(clockText(ms)).toBe(text)
  })
})

describe('a voice in a room', () => {
  const listen = (levels: number[]) => {
    let floor = 1
    return levels.map((level) => {
      const heard = isVoice(floor, level)
      floor = heard.floor
      return heard.voice
    })
  }
  it('stands out from a quiet room and from a loud one', () => {
    expect(listen([0.001, 0.001, 0.05, 0.001])).toEqual([false, false, true, false])
    expect(listen([0.04, 0.041, 0.05, 0.2, 0.04])).toEqual([false, false, false, true, false])
  })
  it('is still a voice after half a minute without a pause for breath', () => {
    const speech = Array.from({ length: 300 }, (_, i) => (i % 7 === 0 ? 0.02 : 0.2))
    const heard = listen([0.002, ...speech]).slice(1)
    expect(heard.filter(Boolean).length).toBeGreaterThan(250)
  })
  it('is as loud as the root of its mean square', () => {
    expect(loudness([])).toBe(0)
    expect(loudness([0.5, -0.5, 0.5, -0.5])).toBe(0.5)
  })
})
