import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  belongingsText,
  dateOfDay,
  dayOfDate,
  emailProblem,
  parseCount,
  passwordProblem,
  startOfStudyDay,
  studyDay,
  whenText,
} from './rules'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const ZONES = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** The clock changes of 2026 in a zone, as instants in ms. */
function transitions(timeZone: string): number[] {
  const found: number[] = []
  let at = Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(timeZone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= Date.UTC(2027, 0)) return found
    found.push(next.epochMilliseconds)
    at = next
  }
}

/** Start of a study day by the oracle: the earlier of two, or the end of the gap it falls into. */
function oracleStart(date: Temporal.PlainDate, timeZone: string, rolloverHour: number): number {
  const wanted = date.toPlainDateTime({ hour: rolloverHour })
  const earlier = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  if (earlier.toPlainDateTime().equals(wanted)) return earlier.epochMilliseconds
  const jump = earlier.getTimeZoneTransition('next')
  if (jump === null) throw new Error(`no transition after a gap in ${timeZone}`)
  return jump.epochMilliseconds
}

function oracleDay(instant: number, timeZone: string, rolloverHour: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  const found = [1, 0, -1]
    .map((days) => local.add({ days }))
    .find((date) => oracleStart(date, timeZone, rolloverHour) <= instant)
  return String(found)
}

describe('study days', () => {
  it('are two days for 23:30Z and 00:30Z at midnight UTC, one day for UTC+9', () => {
    const evening = Date.UTC(2026, 10, 21, 23, 30)
    const night = Date.UTC(2026, 10, 22, 0, 30)
    const utc = { timeZone: 'UTC', rolloverHour: 0 }
    const tokyo = { timeZone: 'Asia/Tokyo', rolloverHour: 4 }
    expect([evening, night].map((at) => dateOfDay(studyDay(at, utc)))).toEqual([
      '2026-11-21',
      '2026-11-22',
    ])
    expect([evening, night].map((at) => dateOfDay(studyDay(at, tokyo)))).toEqual([
      '2026-11-22',
      '2026-11-22',
    ])
  })

  it('agree with Temporal around every clock change of 2026, in every zone, at every hour', () => {
    const wrong: string[] = []
    for (const timeZone of ZONES) {
      const changes = transitions(timeZone)
      const around = changes.length > 0 ? changes : [Date.UTC(2026, 2, 29, 1)]
      for (const change of around) {
        const date = Temporal.Instant.fromEpochMilliseconds(change)
          .toZonedDateTimeISO(timeZone)
          .toPlainDate()
        const day = dayOfDate(String(date))
        for (const rolloverHour of HOURS) {
          const calendar = { timeZone, rolloverHour }
          const name = `${timeZone} ${rolloverHour}:00 ${date}`
          const start = startOfStudyDay(day, calendar)
          if (start !== oracleStart(date, timeZone, rolloverHour)) wrong.push(`${name}: its start`)
          if (studyDay(start, calendar) !== day) wrong.push(`${name}: the start is not in it`)
          if (studyDay(start - 1, calendar) !== day - 1) wrong.push(`${name}: the ms before`)
          for (const at of [change - 1, change]) {
            if (dateOfDay(studyDay(at, calendar)) !== oracleDay(at, timeZone, rolloverHour))
              wrong.push(`${name}: ${new Date(at).toISOString()}`)
          }
        }
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('never run backwards, and a day’s start is in it, at any instant of 2026', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) })
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...HOURS),
        instant,
        fc.integer({ min: 0, max: 3 * HOUR_MS }),
        (timeZone, rolloverHour, at, later) => {
          const calendar = { timeZone, rolloverHour }
          const day = studyDay(at, calendar)
          expect(studyDay(at + later, calendar)).toBeGreaterThanOrEqual(day)
          expect(startOfStudyDay(day, calendar)).toBeLessThanOrEqual(at)
          expect(startOfStudyDay(day + 1, calendar)).toBeGreaterThan(at)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('are dates and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 40_000 }), (day) => {
        expect(dayOfDate(dateOfDay(day))).toBe(day)
      }),
    )
  })

  it('tell when something was', () => {
    const calendar = { timeZone: 'Europe/Berlin', rolloverHour: 4 }
    const now = Date.UTC(2026, 10, 22, 12)
    const ago = [0, 1, 3, 7, 8].map((days) => whenText(now - days * DAY_MS, now, calendar))
    expect(ago).toEqual(['today', 'yesterday', '3 days ago', '7 days ago', '14 Nov 2026'])
    // 03:00 in Berlin belongs to the day before.
    expect(whenText(Date.UTC(2026, 10, 22, 2), now, calendar)).toBe('yesterday')
  })
})

describe('what is typed', () => {
  it.each([
    ['20', 20],
    [' 0 ', 0],
    ['200', 200],
    ['201', null],
    ['-1', null],
    ['2.5', null],
    ['1e2', null],
    ['', null],
  ])('%j as a count up to 200 is %j', (text, count) => {
    expect(parseCount(text, 200)).toBe(count)
  })

  it.each([
    ['', 'Write'],
    ['ada', 'not an e-mail'],
    ['ada@example', 'not an e-mail'],
    ['ada lovelace@example.com', 'not an e-mail'],
  ])('%j as an e-mail is wrong', (email, problem) => {
    expect(emailProblem(email)).toContain(problem)
  })

  it.each(['ada@example.com', 'a.b+c@sub.example.co.uk', 'ä@exämple.de'])(
    '%s is an e-mail',
    (email) => expect(emailProblem(email)).toBeNull(),
  )

  it.each([
    ['short', 'at least 10'],
    ['aaaaaaaaaaaa', 'first to be guessed'],
    ['1234567890', 'first to be guessed'],
    ['Password123!', 'first to be guessed'],
    ['ada@example.com', 'your e-mail'],
  ])('%s is too weak a password', (password, problem) => {
    expect(passwordProblem('ada@example.com', password)).toContain(problem)
  })

  it('lets a few words pass', () => {
    expect(passwordProblem('ada@example.com', 'cold start warm mind')).toBeNull()
  })
})

it.each([
  [{ cards: 0, bookmarks: 0, notes: 0 }, null],
  [{ cards: 1, bookmarks: 0, notes: 0 }, '1 studied card'],
  [{ cards: 24, bookmarks: 0, notes: 1 }, '24 studied cards and 1 note'],
  [{ cards: 2, bookmarks: 3, notes: 4 }, '2 studied cards, 3 bookmarks and 4 notes'],
])('%j in words', (belongings, text) => {
  expect(belongingsText(belongings)).toBe(text)
})
