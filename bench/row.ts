/** One line of the table: what we measured, what it is held against, and whether the aim holds. */
export interface Row {
  name: string
  ours: number
  /** What a peer measured, or the limit itself where the aim is a fixed one. */
  reference: number
  /** ours / reference. */
  ratio: number
  unit: string
  /** e.g. "≤ 1.1"; empty where a row is only told. */
  aim: string
  holds: boolean
}

type Numbers = Pick<Row, 'name' | 'ours' | 'reference' | 'unit'>

const round = (value: number) => Number(value.toPrecision(4))

/** Nothing measured against nothing is no worse than it, so 0/0 is 0; a peer's 0 counts as one unit. */
const ratioOf = (ours: number, reference: number) =>
  ours === 0 ? 0 : round(ours / (reference === 0 ? 1 : reference))

const make = (
  { name, ours, reference, unit }: Numbers,
  aim: string,
  holds: (ratio: number) => boolean,
): Row => {
  const ratio = ratioOf(ours, reference)
  return {
    name,
    ours: round(ours),
    reference: round(reference),
    ratio,
    unit,
    aim,
    holds: holds(ratio),
  }
}

/** A row that holds while ours is at most `limit` times the reference. */
export const atMost = (limit: number, numbers: Numbers): Row =>
  make(numbers, `≤ ${limit}`, (ratio) => ratio <= limit)

/** A row that holds while ours is at least `limit` times the reference. */
export const atLeast = (limit: number, numbers: Numbers): Row =>
  make(numbers, `≥ ${limit}`, (ratio) => ratio >= limit)

/** A row with a fixed limit, which stands in the place of the reference. */
export const within = (limit: number, { name, ours, unit }: Omit<Numbers, 'reference'>): Row =>
  make({ name, ours, reference: limit, unit }, `≤ ${limit} ${unit}`, (ratio) => ratio <= 1)

/** A row without an aim: it is printed, and always holds. */
export const told = (numbers: Numbers): Row => make(numbers, '', () => true)

/** Hands the rows of a part to the process that started it; prints them where there is none. */
export function report(rows: Row[]): void {
  if (process.send) process.send(rows)
  else console.table(rows)
}

/** Says what a part is doing, where the table and the JSON do not go. */
export const say = (text: string): void => console.error(`  ${text}`)
