import { type FigureBook, type Generator, num, numeric, ordering, single } from '../kit/rules'

const SECONDS_OF_MINUTE = 60

/** Waits before the retries of an asynchronous event, in seconds. */
function waitsOf(book: FigureBook): [first: number, second: number] {
  return [
    book.n('lambda.async.retry-first') * SECONDS_OF_MINUTE,
    book.n('lambda.async.retry-second') * SECONDS_OF_MINUTE,
  ]
}

/** When an asynchronous event that always fails reaches its dead-letter queue. */
export const asyncDeadLetter: Generator = {
  id: 'gen.async-dead-letter',
  formula: '(retries + 1) × s of a run + Σ waits before the retries',
  topic: 'invocation-and-errors',
  level: 'mid',
  skill: 'apply',
  cards: ['invocation-and-errors.async-waits', 'invocation-and-errors.async-retries'],
  source: 'AE',
  teaches: 'how-an-asynchronous-event-lives-and-dies',
  make(chance, book) {
    const [first, second] = waitsOf(book)
    const run = chance.int(2, 200)
    const retries = chance.int(1, book.n('lambda.async.retries'))
    const waited = retries === 1 ? first : first + second
    const answer = (retries + 1) * run + waited
    return {
      given: { run, retries },
      stem: `<p>A function is invoked asynchronously with ${retries === 1 ? 'one retry' : `${num(retries)} retries`} configured and a DLQ. Each run fails after ${num(run)} s. Nothing is throttled, the event's age stays within its maximum, and the queue in between takes no time of its own. How many seconds after the first run began does the event go to the DLQ?</p>`,
      body: numeric(answer, 's', 1, [
        [retries * run + waited, 'The first try takes time as well.'],
        [waited, 'Waits begin when a run has failed, and each run takes its time.'],
        [(retries + 1) * run, 'Lambda waits before it tries again.'],
        [(retries + 1) * run + retries * first, 'The second wait is longer than the first.'],
        [
          (retries + 1) * run + (retries === 1 ? first + second : first),
          'The number of waits is the number of retries.',
        ],
      ]),
      steps: [
        `${num(retries + 1)} runs × ${num(run)} s = ${num((retries + 1) * run)} s.`,
        `Waits: ${book.t('lambda.async.retry-first')}${retries > 1 ? `, then ${book.t('lambda.async.retry-second')}` : ''}: ${num(waited)} s.`,
        `Together: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How many tries a maximum event age leaves. */
export const asyncAge: Generator = {
  id: 'gen.async-age',
  formula: 'tries that begin before the age limit, at most retries + 1',
  topic: 'invocation-and-errors',
  level: 'senior',
  skill: 'apply',
  cards: ['invocation-and-errors.stale-work', 'invocation-and-errors.async-waits'],
  source: 'AE',
  teaches: 'how-an-asynchronous-event-lives-and-dies',
  make(chance, book) {
    const [first, second] = waitsOf(book)
    const run = chance.int(5, 90)
    const starts = [0, run + first, 2 * run + first + second]
    const least = book.aside.n('lambda.async.age-min')
    const tries = chance.int(1, 3)
    const from = Math.max(least, (starts[tries - 1] ?? 0) + 3)
    const age = tries === 3 ? from + chance.int(0, 200) : chance.int(from, (starts[tries] ?? 0) - 3)
    const said = (n: number) => `${n} ${n === 1 ? 'try' : 'tries'}`
    const why = (n: number) =>
      n < tries
        ? `The next try begins ${num(starts[n] ?? 0)} s after the event came in, while it is still young enough.`
        : `The next one would begin ${num(starts[n - 1] ?? 0)} s after the event came in: older than allowed.`
    return {
      given: { run, age },
      stem: `<p>An asynchronous event comes in and is tried at once. Each run fails after ${num(run)} s. Retries are left at their default, the maximum age of an event is set to ${num(age)} s, and nothing is throttled. How many times is the function run for this event?</p>`,
      body: single(
        [said(tries), 'These begin while the event is young enough.'],
        [
          ...[1, 2, 3].filter((n) => n !== tries).map((n): [string, string] => [said(n), why(n)]),
          [
            said(4),
            `The first try and ${book.t('lambda.async.retries')} are all there is, however young the event.`,
          ],
        ],
      ),
      steps: [
        `Tries would begin ${starts.map((start) => `${num(start)} s`).join(', ')} after the event came in: each run takes ${num(run)} s, the waits are ${book.t('lambda.async.retry-first')} and ${book.t('lambda.async.retry-second')}.`,
        `An event older than ${num(age)} s is not tried again.`,
        `That leaves <strong>${said(tries)}</strong>`,
      ],
    }
  },
}

/** The tries of two failing events in the order of time. */
export const asyncOrder: Generator = {
  id: 'gen.async-order',
  formula: 'order of start + Σ (run + wait) of two events',
  topic: 'invocation-and-errors',
  level: 'mid',
  skill: 'apply',
  cards: ['invocation-and-errors.async-waits', 'invocation-and-errors.async-discard'],
  source: 'AE',
  teaches: 'how-an-asynchronous-event-lives-and-dies',
  make(chance, book) {
    const [first, second] = waitsOf(book)
    const timesOf = (name: string, at: number, run: number) =>
      [at, at + run + first, at + 2 * run + first + second].map((time, index) => ({
        name: `${name}, ${['first', 'second', 'third'][index]} try`,
        time,
      }))
    for (;;) {
      const [runA, runB, at] = [chance.int(5, 60), chance.int(5, 60), chance.int(10, 170)]
      const all = [...timesOf('Event A', 0, runA), ...timesOf('Event B', at, runB)].sort(
        (a, b) => a.time - b.time,
      )
      if (all.some(({ time }, index) => time - (all[index - 1]?.time ?? -10) < 5)) continue
      return {
        given: { runA, runB, at },
        stem: `<p>Two events are sent asynchronously to functions with default retries: A at 0 s to a function that always fails after ${num(runA)} s, B at ${num(at)} s to one that always fails after ${num(runB)} s. Nothing is throttled, and each event is tried as soon as it may be. In which order do the tries begin?</p>`,
        body: ordering(all.map(({ name, time }) => [name, `It begins at ${num(time)} s.`])),
        steps: [
          `A run that fails is tried again ${book.t('lambda.async.retry-first')} later, and then ${book.t('lambda.async.retry-second')} later.`,
          ...all.map(({ name, time }) => `${name}: <strong>${num(time)}</strong> s`),
        ],
      }
    }
  },
}
