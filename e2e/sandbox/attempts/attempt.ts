import type { Wall } from '../walls'

/**
 * Where an attempt's code stands. A handler is run by the product as any other; `worker` and
 * `frame` suppose that the code has already overcome what is before them; `guest` is a worker whose
 * whole program, its port included, is the attacker's.
 */
export type Place = 'javascript' | 'typescript' | 'python' | 'worker' | 'frame' | 'guest'

/** One attempt to get out, or to spoil the page. */
export interface Attempt {
  id: string
  category: string
  place: Place
  /**
   * The body of an async function (Python: of a function) that gives a text if it got out; what
   * reaches `OUT/<id>` got out as well. OWN is our origin, OUT a stranger's server, SCRIPT a script
   * of ours, PATHS all our paths. `later(ms)` waits; a guest's `answer` posts to its host; a
   * worker's `lend` gives away a port, on which nothing may be heard once the worker was killed.
   */
  code: string
  /** What holds it, all of them: with these taken away it succeeds. */
  walls: Wall[]
}

type Line = [id: string, place: Place, walls: Wall[], code: string]

/** Attempts of one kind. */
export const group = (category: string, ...lines: Line[]): Attempt[] =>
  lines.map(([id, place, walls, code]) => ({
    id: `${category}-${id}`,
    category,
    place,
    walls,
    code,
  }))

/** What the page of a learner holds; whoever reads it got in. */
export const SECRET = 'known-to-our-origin-only'
