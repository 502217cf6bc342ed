import type { Spoken } from '../schema'

/** One take of speaking while it goes on. Instants are ms on one clock, whichever it is. */
export interface Take {
  firstAt: number | null
  lastAt: number | null
  longestPauseMs: number
}

export const NO_TAKE: Take = { firstAt: null, lastAt: null, longestPauseMs: 0 }

/** Shorter speech than this says nothing of anybody's pace, s. */
const ENOUGH_SECONDS = 10
/** How fast most people speak so that others follow, words a minute. */
const EASY_PACE = { least: 110, most: 170 } as const

// A kind of event is no filler, "it is kind of slow" is.
const FILLERS =
  /\b(?:u+m+|u+h+m*|e+r+m*|h+m+|you know|i mean|so yeah|basically|actually|literally)\b|(?<!\b(?:an?|the|what|which|this|that|these|those|one|two|each|any|some|every|same|other|certain|right)\s)\b(?:kind|sort) of\b/gi

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+|[.,]\p{N}+)*/gu

/** How many words a text has; `512 MB` has two, `1,000` is one. */
export function wordCount(text: string): number {
  return text.match(WORD)?.length ?? 0
}

/** What was said to fill a pause, in its order. */
export function fillersIn(text: string): string[] {
  return [...text.matchAll(FILLERS)].map(([filler]) => filler.toLowerCase())
}

/** A take in which a voice is heard at `at`, ms. */
export function heardAt(take: Take, at: number): Take {
  const { firstAt, lastAt, longestPauseMs } = take
  const pause = lastAt === null ? 0 : at - lastAt
  return {
    firstAt: firstAt ?? at,
    lastAt: Math.max(lastAt ?? at, at),
    longestPauseMs: Math.max(longestPauseMs, Math.round(pause)),
  }
}

/**
 * What an answer's takes come to, with one more that has ended. Thinking before the first word and
 * silence after the last one do not count. Takes whose words nobody wrote down tell of pauses, and
 * of the time only as long as there are no others.
 * @param transcript what the browser understood, before it is edited; empty where it was only recorded
 */
export function spokenWith(before: Spoken | null, take: Take, transcript: string): Spoken | null {
  const { firstAt, lastAt, longestPauseMs } = take
  if (firstAt === null || lastAt === null) return before
  const words = wordCount(transcript)
  const here = {
    seconds: Math.min(7200, Math.round((lastAt - firstAt) / 100) / 10),
    words,
    fillers: fillersIn(transcript).length,
    longestPauseMs: Math.min(7_200_000, longestPauseMs),
  }
  if (before === null) return here
  const most = Math.max(before.longestPauseMs, here.longestPauseMs)
  if (words === 0 && before.words > 0) return { ...before, longestPauseMs: most }
  if (words > 0 && before.words === 0) return { ...here, longestPauseMs: most }
  return {
    seconds: Math.min(7200, Math.round((before.seconds + here.seconds) * 10) / 10),
    words: Math.min(20_000, before.words + words),
    fillers: Math.min(20_000, before.fillers + here.fillers),
    longestPauseMs: most,
  }
}

/**
 * Words a minute; null where too little was spoken to tell.
 * @param text the answer as it stands: counted where it was recorded without being understood
 */
export function paceOf({ seconds, words }: Spoken, text: string): number | null {
  const count = words > 0 ? words : wordCount(text)
  return seconds < ENOUGH_SECONDS || count === 0 ? null : Math.round((count / seconds) * 60)
}

/** What a pace means to who listens. */
export function paceText(pace: number): string {
  if (pace < EASY_PACE.least) return 'slow'
  return pace > EASY_PACE.most ? 'fast' : 'easy to follow'
}

/** How loud the room is by itself, 0 to 1; grows slowly, falls at once. */
export type Floor = number

/** Quieter than this is never a voice, root mean square of samples between -1 and 1. */
const QUIETEST = 0.008
/** How much louder than the room a voice is. */
const ABOVE = 2.5
/** How fast the room's own noise is believed to grow, share a look. */
const GROWTH = 0.005

/** How loud a piece of sound is: the root mean square of its samples, 0 to 1. */
export function loudness(samples: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < samples.length; i += 1) sum += (samples[i] ?? 0) ** 2
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length)
}

/** Whether a loudness is a voice, and what the room's own noise is taken for from now on. */
export function isVoice(floor: Floor, level: number): { voice: boolean; floor: Floor } {
  const next = level < floor ? level : floor + (level - floor) * GROWTH
  return { voice: level > Math.max(QUIETEST, floor * ABOVE), floor: next }
}

/** A span as a clock shows it, `4:05`. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** A text with what was just understood behind it, apart by a space or as a new sentence. */
export function appended(text: string, said: string): string {
  const more = said.trim()
  if (more === '') return text
  const isStart = text.trim() === '' || /[.!?]\s*$/.test(text)
  const shown = isStart ? more.charAt(0).toUpperCase() + more.slice(1) : more
  return text === '' || /\s$/.test(text) ? text + shown : `${text} ${shown}`
}

/** What a recogniser adds to what it called final before: some tell all of it again each time. */
export function freshPart(before: string, next: string): string {
  const old = before.trim()
  const isAgain = wordCount(old) > 1 && next.trim().toLowerCase().startsWith(old.toLowerCase())
  return isAgain ? next.trim().slice(old.length) : next
}
