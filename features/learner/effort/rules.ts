import { loadOfWeekday, WEEKDAYS, type WeekLoads } from '../schema'
import type { Pace } from './schema'

export const GENERAL_PACE: Pace = { secondsPerAnswer: 8, isOwn: false }

/** A new card is read, answered, and answered again in its first steps. */
const ANSWERS_PER_NEW_CARD = 3.1
/** Reviews a day for each new card a day, a month on, at 90 % recall. */
const REVIEWS_PER_NEW_CARD = 4
/** Of reviews, those that no easy day can move: their interval is too short. */
const FIXED_SHARE = 0.25
const FEWEST_ANSWERS = 50
const LEAST_SECONDS = 1
const MOST_SECONDS = 60

/** A learner's own pace: the median of their answers' durations, in ms; the general one for few. */
export function paceOf(durationsMs: number[]): Pace {
  if (durationsMs.length < FEWEST_ANSWERS) return GENERAL_PACE
  const sorted = [...durationsMs].sort((a, b) => a - b)
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) / 1000
  const secondsPerAnswer = Math.min(Math.max(middle, LEAST_SECONDS), MOST_SECONDS)
  return { secondsPerAnswer: Math.round(secondsPerAnswer * 10) / 10, isOwn: true }
}

/** Reviews that fall due each day after a month of taking `newPerDay` new cards a day. */
export function reviewsAfterAMonth(newPerDay: number): number {
  return newPerDay * REVIEWS_PER_NEW_CARD
}

const exactMinutes = (reviews: number, fresh: number, { secondsPerAnswer }: Pace) =>
  ((reviews + fresh * ANSWERS_PER_NEW_CARD) * secondsPerAnswer) / 60

/** Minutes that `reviews` answers to known cards and `fresh` new cards take, roughly. */
export function minutesFor(reviews: number, fresh: number, pace: Pace = GENERAL_PACE): number {
  return Math.round(exactMinutes(reviews, fresh, pace))
}

const minutes = (count: number) => {
  const whole = Math.round(count)
  if (whole < 1) return 'less than a minute'
  return whole === 1 ? 'about 1 minute' : `about ${whole} minutes`
}

/** A span of minutes in words. */
export const minutesText = (reviews: number, fresh: number, pace: Pace): string =>
  minutes(exactMinutes(reviews, fresh, pace))

/** What a number of new cards a day comes to, beside a limit of reviews (null where none is known). */
export function effortText(
  newPerDay: number,
  reviewsPerDay: number | null,
  pace: Pace = GENERAL_PACE,
): string {
  if (newPerDay === 0) return 'No new cards: you only keep what you have learned.'
  const reviews = reviewsAfterAMonth(newPerDay)
  const held = Math.min(reviews, reviewsPerDay ?? reviews)
  const time = `${newPerDay} new ${newPerDay === 1 ? 'card' : 'cards'} a day: ${minutesText(held, newPerDay, pace)} a day after a month, reviews included.`
  return held < reviews
    ? `${time} About ${reviews} reviews a day will fall due by then, more than your limit: some will wait.`
    : time
}

/** What a limit of reviews a day means. */
export function limitText(reviewsPerDay: number, pace: Pace = GENERAL_PACE): string {
  if (reviewsPerDay === 0) return 'No reviews: cards that are due wait.'
  return `Never more than ${minutesText(reviewsPerDay, 0, pace)} of reviews; what is left waits for the next day, the cards that gain most from it first.`
}

/** Where the minutes come from. */
export function paceText({ secondsPerAnswer, isOwn }: Pace): string {
  return isOwn
    ? `Minutes are counted at your own pace: you take ${secondsPerAnswer} seconds an answer, in the median.`
    : `Minutes are counted at ${secondsPerAnswer} seconds an answer; once you have given ${FEWEST_ANSWERS}, at your own pace.`
}

const NEW_SHARE = { normal: 1, reduced: 0.5, none: 0 }
const STAY_SHARE = { normal: 1, reduced: 0.5, none: 0 }

/** Minutes of each weekday from Monday on, a month on, with the loads of the week. */
export function weekMinutes(
  newPerDay: number,
  reviewsPerDay: number,
  loads: WeekLoads,
  pace: Pace,
): number[] {
  const days = WEEKDAYS.map((_, index) => loadOfWeekday(loads, index))
  const normal = days.filter((load) => load === 'normal').length
  const fresh = days.map((load) => newPerDay * NEW_SHARE[load])
  const due = Math.min(
    reviewsAfterAMonth(fresh.reduce((sum, one) => sum + one, 0) / 7),
    reviewsPerDay,
  )
  const movable = due * (1 - FIXED_SHARE)
  // Without a normal day nothing can move anywhere.
  const stays = (load: WeekLoads[number]) => (normal === 0 ? 1 : STAY_SHARE[load])
  const moved = days.reduce((sum, load) => sum + movable * (1 - stays(load)), 0)
  return days.map((load, index) => {
    const extra = load === 'normal' ? moved / normal : 0
    const reviews = due * FIXED_SHARE + movable * stays(load) + extra
    return exactMinutes(reviews, fresh[index] ?? 0, pace)
  })
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** What the loads of a week do to its minutes. */
export function loadsText(
  newPerDay: number,
  reviewsPerDay: number,
  loads: WeekLoads,
  pace: Pace = GENERAL_PACE,
): string {
  const times = weekMinutes(newPerDay, reviewsPerDay, loads, pace)
  const named = (load: WeekLoads[number]) =>
    WEEKDAYS.filter((_, index) => loadOfWeekday(loads, index) === load)
  const time = (load: WeekLoads[number]) =>
    times[WEEKDAYS.findIndex((_, index) => loadOfWeekday(loads, index) === load)] ?? 0
  const easy = (['reduced', 'none'] as const).flatMap((load) =>
    named(load).length > 0 ? [`${list.format(named(load))}: ${minutes(time(load))}.`] : [],
  )
  if (easy.length === 0) return `Every day is alike: ${minutes(times[0] ?? 0)}, a month on.`
  const rest = named('normal').length > 0 ? ` The other days: ${minutes(time('normal'))}.` : ''
  return `${easy.join(' ')}${rest} Cards with intervals of three days or more come up to three days earlier or later; the others cannot wait.`
}
