import { chanceOf } from '@/features/quiz/chance/rules'
import type { Blueprint } from '../blueprint/schema'
import type { Source } from '../schema'
import type { Asked, Drawn, DrawnPaper, Known } from './schema'

/** What follow-ups to one question take, in s. */
const FOLLOW_UPS_SECONDS = 120
/** An open question among others takes this long unless it says otherwise, in s. */
const OPEN_SECONDS = 240
/** What was not answered yet goes before what fits the shares better. */
const UNSEEN = 4

const WHY_NONE: Partial<Record<Source, string>> = {
  question: 'There is no question like that. Choose another topic or level.',
  design: 'There is no design like that. Choose another one.',
  lab: 'There is no lab like that. Choose another one.',
  incident: 'There is no incident like that. Choose another one.',
}
const NO_EXERCISES = 'There are no questions like that. Choose another topic or level.'
const NO_MISTAKES =
  'There is nothing to repeat: what you answered last was right. Sit another round, or practise.'
const TOPIC_NEEDED = 'Choose the topic of this round.'

interface Slot {
  one: Drawn
  /** Lower is drawn first. */
  order: number
  parts: number[]
  /** Answered before, where what was not is drawn first. */
  seen: boolean
}

/** Splits `count` by shares so that the parts add up to it (largest remainders). */
export function quotas(shares: readonly number[], count: number): number[] {
  const sum = shares.reduce((total, share) => total + share, 0)
  const exact = shares.map((share) => (sum === 0 ? 0 : (share * count) / sum))
  const whole = exact.map(Math.floor)
  const left = count - whole.reduce((total, one) => total + one, 0)
  const byRest = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const { index } of byRest.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1
  return whole
}

const fitsPart = (one: Drawn, { source, kinds }: Blueprint['mix'][number]) =>
  one.source === source && (one.kind === null || (kinds?.includes(one.kind) ?? true))

/** What may be drawn, each with the order that chance and its level's share give it. */
function slots(blueprint: Blueprint, asked: Asked, pool: readonly Drawn[], known: Known): Slot[] {
  const { mix, levels, draws } = blueprint
  const { seed, level, topic, ref } = asked
  // Whatever order the pool comes in, the same seed draws the same.
  const sorted = [...pool].sort((a, b) =>
    `${a.source} ${a.ref}` < `${b.source} ${b.ref}` ? -1 : 1,
  )
  const wrong = new Map(known.wrong.map((one, index) => [one, index]))
  const stages = pool.filter(({ source }) => source === 'incident').map((one) => one.ref)
  const isFirst = (stage: string) =>
    stages.find((other) => incidentOf(other) === incidentOf(stage)) === stage
  return sorted.flatMap((one): Slot[] => {
    const parts = mix.flatMap((part, index) => (fitsPart(one, part) ? [index] : []))
    if (parts.length === 0 || (topic !== null && one.topic !== topic)) return []
    if (one.source === 'incident' && !isFirst(one.ref)) return []
    if (ref !== null)
      return incidentOf(one.ref) === ref ? [{ one, order: 0, parts, seen: false }] : []
    if (draws === 'mistakes') {
      const place = wrong.get(one.ref)
      return place === undefined ? [] : [{ one, order: place, parts, seen: false }]
    }
    const share = levels[level][one.level] ?? 0
    if (share === 0) return []
    // Weighed sampling without putting back: the lowest −ln(u)/w are drawn.
    const order = -Math.log(1 - chanceOf(`${seed} ${one.source} ${one.ref}`).next()) / share
    return [{ one, order, parts, seen: draws === 'unseen' && known.answered.has(one.ref) }]
  })
}

/** `count` of the slots: each part of the mix and each topic gets its share where that can be had. */
function draw(blueprint: Blueprint, all: Slot[], count: number): Slot[] {
  const { mix, topics, draws } = blueprint
  const left = [...all].sort((a, b) => a.order - b.order)
  if (draws === 'mistakes') return left.slice(0, count)
  const parts = quotas(
    mix.map(({ share }) => share),
    count,
  )
  const names = [...new Set(left.map(({ one }) => one.topic))].sort()
  // What a remainder gives to one topic is decided by the order of the draw, not of the alphabet.
  names.sort((a, b) => firstOf(left, a) - firstOf(left, b))
  const byTopic = new Map(
    quotas(
      names.map((name) => topics?.[name] ?? (topics ? 0 : 1)),
      count,
    ).map((quota, index) => [names[index] ?? '', quota]),
  )
  const taken: Slot[] = []
  while (taken.length < count && left.length > 0) {
    let [best, bestRank, bestPart] = [0, -1, 0]
    for (const [index, { one, parts: own, seen }] of left.entries()) {
      const part = own.find((each) => (parts[each] ?? 0) > 0) ?? own[0] ?? 0
      const fits = ((parts[part] ?? 0) > 0 ? 2 : 0) + ((byTopic.get(one.topic) ?? 0) > 0 ? 1 : 0)
      const rank = fits + (seen ? 0 : UNSEEN)
      if (rank > bestRank) [best, bestRank, bestPart] = [index, rank, part]
      if (rank === UNSEEN + 3) break
    }
    const [slot] = left.splice(best, 1)
    if (!slot) break
    parts[bestPart] = (parts[bestPart] ?? 0) - 1
    byTopic.set(slot.one.topic, (byTopic.get(slot.one.topic) ?? 0) - 1)
    taken.push({ ...slot, parts: [bestPart] })
  }
  return taken
}

const firstOf = (slots: Slot[], topic: string) =>
  slots.find(({ one }) => one.topic === topic)?.order ?? 0

/** Questions in the order of the draw until the minutes are full; at least one. */
function fill(blueprint: Blueprint, all: Slot[], minutes: number): Slot[] {
  const ordered = draw(blueprint, all, all.length)
  const taken: Slot[] = []
  let seconds = 0
  for (const slot of ordered) {
    const cost = (slot.one.seconds ?? OPEN_SECONDS) + FOLLOW_UPS_SECONDS
    if (taken.length > 0 && seconds + cost > minutes * 60) continue
    seconds += cost
    taken.push(slot)
  }
  return taken
}

const secondsOf = (blueprint: Blueprint, taken: Slot[], size: number): number => {
  const { counts, seconds = 0 } = blueprint
  if (counts === 'minutes') return size * 60
  if (counts === 'one') return taken[0]?.one.seconds ?? seconds
  return taken.reduce(
    (sum, { one }) => sum + (one.source === 'exercise' ? seconds : (one.seconds ?? seconds)),
    0,
  )
}

/**
 * The paper that a seed draws, or a sentence that says why there is none. The same blueprint, seed,
 * wish, pool and knowledge of the learner give the same paper, byte for byte.
 */
export function drawPaper(
  blueprint: Blueprint,
  asked: Asked,
  pool: readonly Drawn[],
  known: Known,
): DrawnPaper | { why: string } {
  const { counts, size, oneTopic, draws, mix, placeSeconds } = blueprint
  if (oneTopic && asked.topic === null) return { why: TOPIC_NEEDED }
  if (counts !== 'one' && (asked.size < size.least || asked.size > size.most))
    return {
      why: `This round has ${size.least} to ${size.most} ${counts}. Choose a size between them.`,
    }
  const all = slots(blueprint, asked, pool, known)
  if (all.length === 0) {
    if (draws === 'mistakes') return { why: NO_MISTAKES }
    return { why: WHY_NONE[mix[0]?.source ?? 'exercise'] ?? NO_EXERCISES }
  }
  const chance = chanceOf(`${asked.seed} order`)
  const taken =
    counts === 'minutes'
      ? fill(blueprint, all, asked.size)
      : chance.shuffle(draw(blueprint, all, counts === 'one' ? 1 : asked.size))
  // An incident is one thing in stages, which follow each other.
  const staged = taken.flatMap((slot) =>
    slot.one.source === 'incident' ? stagesOf(pool, slot) : [slot],
  )
  return {
    seconds: secondsOf(blueprint, taken, asked.size),
    items: staged.map(({ one, parts }, place) => ({
      source: one.source,
      ref: one.ref,
      // Stages of an incident are about the same happening.
      seed: one.source === 'incident' ? asked.seed : `${asked.seed}.${place}`,
      topic: one.topic,
      weight: mix[parts[0] ?? 0]?.weight ?? 1,
      seconds: placeSeconds ?? null,
    })),
  }
}

const incidentOf = (ref: string) => ref.split('#')[0]

const stagesOf = (pool: readonly Drawn[], { one, ...rest }: Slot): Slot[] =>
  pool
    .filter(({ source, ref }) => source === 'incident' && incidentOf(ref) === incidentOf(one.ref))
    .map((stage) => ({ one: stage, ...rest }))
