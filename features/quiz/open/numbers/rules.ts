/** A number as it was said, and its value in the base unit of what it measures. */
export interface Quantity {
  amount: number
  /** time (in s), bytes, share, money (in $), rate (a second), minute-rate, or null where no unit was said. */
  measure: string | null
  value: number
}

/** A word or a sign of a text; `number` where it is written in digits. */
export interface Piece {
  text: string
  number: number | null
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const SCALES: Record<string, number> = {
  hundred: 100,
  k: 1000,
  thousand: 1000,
  million: 1_000_000,
  mio: 1_000_000,
  billion: 1_000_000_000,
}

const units = (measure: string, factor: number, names: string): [string, [string, number]][] =>
  names.split(' ').map((name) => [name, [measure, factor]])
const UNITS = new Map<string, [string, number]>([
  ...units('time', 0.001, 'ms msec msecs millisecond milliseconds millis'),
  ...units('time', 1, 's sec secs second seconds'),
  ...units('time', 60, 'min mins minute minutes'),
  ...units('time', 3600, 'h hr hrs hour hours'),
  ...units('time', 86_400, 'day days'),
  ...units('time', 604_800, 'week weeks'),
  ...units('month', 1, 'month months'),
  ...units('month', 12, 'year years'),
  ...units('bytes', 1, 'byte bytes'),
  ...units('bytes', 1024, 'kb kib kilobyte kilobytes'),
  ...units('bytes', 1024 ** 2, 'mb mib meg megs megabyte megabytes'),
  ...units('bytes', 1024 ** 3, 'gb gib gig gigs gigabyte gigabytes'),
  ...units('bytes', 1024 ** 4, 'tb terabyte terabytes'),
  ...units('share', 1, '% percent pct'),
  ...units('money', 1, 'dollar dollars usd bucks'),
  ...units('money', 0.01, 'cent cents'),
  ...units('vcpu', 1, 'vcpu vcpus'),
  ...units('rate', 1, 'rps tps'),
])
/** Ten thousand what, before "per second". */
const COUNTED = new Set(
  'request requests call calls invocation invocations message messages event events transaction transactions reqs req'.split(
    ' ',
  ),
)

const small = (word: string): number | null => {
  const one = ONES.indexOf(word)
  if (one >= 0) return one
  const ten = TENS.indexOf(word)
  return ten >= 0 ? (ten + 2) * 10 : null
}

/** Reads a number in words or digits from `at` on; how many pieces it takes, 0 where there is none. */
function readNumber(pieces: Piece[], at: number): { amount: number; taken: number } {
  const word = (i: number) => pieces[i]?.text ?? ''
  const none = { amount: 0, taken: 0 }
  let i = at
  let total = 0
  let part: number | null = null
  // "a thousand", "an hour", "half a second"
  if (word(i) === 'half' && /^an?$/.test(word(i + 1)) && UNITS.has(word(i + 2)))
    return { amount: 0.5, taken: 2 }
  if (
    /^an?$/.test(word(i)) &&
    (word(i + 1) in SCALES || /^(hour|minute|gigabyte|day|month)$/.test(word(i + 1)))
  ) {
    part = 1
    i += 1
  }
  for (; i < pieces.length; i += 1) {
    const digits = pieces[i]?.number ?? null
    const here = digits ?? small(word(i))
    const scale = SCALES[word(i)]
    if (scale !== undefined) {
      if (part === null && total === 0 && scale < 1_000_000) break
      if (scale === 100) part = (part ?? 1) * 100
      else {
        total += (part ?? 1) * scale
        part = null
      }
    } else if (here !== null) {
      if (part === null) part = here
      else if (digits === null && here < 10 && part % 10 === 0 && part % 100 >= 20) part += here
      else if (digits === null && part % 100 === 0 && part > 0 && here < 100) part += here
      // "five twelve", "two fifty six"
      else if (digits === null && part < 10 && here >= 10) part = part * 100 + here
      else break
    } else if (
      /^(oh|o|zero)$/.test(word(i)) &&
      part !== null &&
      part > 0 &&
      part < 10 &&
      ONES.slice(1, 10).includes(word(i + 1))
    ) {
      // "four oh three"
      part = part * 100 + ONES.indexOf(word(i + 1))
      i += 1
    } else if (
      word(i) === 'and' &&
      part !== null &&
      part % 100 === 0 &&
      small(word(i + 1)) !== null
    )
      continue
    else if (word(i) === 'point' && part !== null && small(word(i + 1)) !== null) {
      let decimals = ''
      for (; ONES.indexOf(word(i + 1)) >= 0; i += 1) decimals += ONES.indexOf(word(i + 1))
      part += Number(`0.${decimals}`)
    } else break
  }
  if (i === at || (part === null && total === 0 && i === at)) return none
  return { amount: total + (part ?? 0), taken: i - at }
}

/**
 * Reads a quantity from `at` on: digits or words, and the unit behind it. "one" alone is a pronoun.
 * @returns the quantity and how many pieces it takes; null where there is none
 */
export function readQuantity(
  pieces: Piece[],
  at: number,
): { quantity: Quantity; taken: number } | null {
  const word = (i: number) => pieces[i]?.text ?? ''
  const money = word(at) === '$' ? 1 : 0
  const { amount, taken } = readNumber(pieces, at + money)
  if (taken === 0) return null
  const next = at + money + taken
  const told = (measure: string | null, value: number, more: number) => ({
    quantity: { amount, measure, value },
    taken: money + taken + more,
  })
  if (money) return told('money', amount, 0)
  for (const skip of [0, 1, 2]) {
    const per = /^(per|a|every|each)$/.test(word(next + skip))
    if (per && /^(second|sec|s)$/.test(word(next + skip + 1))) return told('rate', amount, skip + 2)
    if (!COUNTED.has(word(next + skip)) && word(next + skip) !== 'concurrent') break
  }
  if (COUNTED.has(word(next)) && UNITS.get(word(next + 1))?.[0] === 'rate')
    return told('rate', amount, 2)
  const unit = UNITS.get(word(next))
  if (unit) return told(unit[0], amount * unit[1], 1)
  if (taken === 1 && /^(one|an?)$/.test(word(at))) return null
  return told(null, amount, 0)
}

/** Whether two quantities are the same value; one without a unit is compared as it was said. */
export function sameQuantity(one: Quantity, other: Quantity): boolean {
  if (one.measure === null || other.measure === null) return one.amount === other.amount
  if (one.measure !== other.measure) return false
  // 10 GB are said for 10,240 MB and for 10,000 MB.
  const room = one.measure === 'bytes' ? 0.025 : 1e-9
  return Math.abs(one.value - other.value) <= room * Math.max(one.value, other.value)
}
