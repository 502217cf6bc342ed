import { type Generator, num, numeric } from '../kit/rules'

/** What can still be reserved of an account's concurrency. */
export const reservable: Generator = {
  id: 'gen.reservable',
  formula: 'quota − Σ reserved − what must stay unreserved',
  topic: 'lambda-basics',
  level: 'mid',
  skill: 'apply',
  cards: ['lambda-basics.concurrency-default', 'cold-starts.reserved'],
  source: 'PC',
  teaches: 'guide.1.concept.concurrency',
  make(chance, book) {
    const quota = book.n('lambda.concurrency.default') * chance.int(1, 4)
    const [a, b, c] = [chance.int(3, 12) * 25, chance.int(2, 10) * 20, chance.int(1, 9) * 10]
    const least = book.n('lambda.concurrency.unreserved-min')
    const used = chance.int(2, 9) * 10
    const left = quota - a - b - c
    const answer = left - least
    return {
      given: { quota, a, b, c },
      stem: `<p>An account has a concurrency quota of ${num(quota)} in a Region. Three functions have ${num(a)}, ${num(b)} and ${num(c)} reserved; ten others have nothing reserved and run ${num(used)} environments at the moment. How much can you reserve for a fourth function at most?</p>`,
      body: numeric(answer, 'environments', 0, [
        [left, 'A part of the quota must stay unreserved.'],
        [
          left - used,
          'What the others use at the moment does not count, but what must stay for them does.',
        ],
        [
          left - least - used,
          'What the others run is taken out of what must stay unreserved, not besides it.',
        ],
        [quota - least, 'What is reserved elsewhere is gone.'],
      ]),
      steps: [
        `Reserved: ${num(a)} + ${num(b)} + ${num(c)} = ${num(a + b + c)}; ${num(quota)} − ${num(a + b + c)} = ${num(left)}.`,
        `At least ${book.t('lambda.concurrency.unreserved-min')} must stay unreserved.`,
        `${num(left)} − ${num(least)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How long a sudden rise takes at the scaling rate. */
export const scaleOut: Generator = {
  id: 'gen.scale-out',
  formula: '(⌈(wanted − present) ÷ step⌉ − 1) × interval',
  topic: 'cold-starts',
  level: 'mid',
  skill: 'apply',
  cards: ['cold-starts.scaling-rate', 'lambda-basics.scaling-rate'],
  source: {
    title: 'Lambda scaling behavior',
    url: 'https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html',
  },
  teaches: 'concurrency-decides-how-many-you-get',
  make(chance, book) {
    const step = book.n('lambda.concurrency.scaling')
    const interval = 10
    const present = chance.int(1, 30) * 10
    const wanted = present + chance.int(12, 95) * 100 + chance.int(1, 9) * 10
    const turns = Math.ceil((wanted - present) / step)
    const answer = (turns - 1) * interval
    return {
      given: { present, wanted, interval },
      stem: `<p>A function runs ${num(present)} environments when the load jumps to ${num(wanted)} requests at a time and stays there. The account's quota is far higher. Count with full steps: the first at the moment of the jump, each further one ${num(interval)} s after the last. After how many seconds are all requests served?</p>`,
      body: numeric(answer, 's', 0, [
        [
          turns * interval,
          'The first step is there at once; only those after it have to be waited for.',
        ],
        [
          answer + (Math.ceil(wanted / step) - turns) * interval,
          'The environments that ran before need not be created.',
        ],
        [turns - 1, 'Steps are not seconds.'],
        [
          (wanted - present) / (step / interval),
          'This spreads each step over its interval, which the question rules out.',
        ],
      ]),
      steps: [
        `Missing: ${num(wanted)} − ${num(present)} = ${num(wanted - present)} environments.`,
        `Lambda adds at most ${book.t('lambda.concurrency.scaling')}: ${num(turns)} steps.`,
        `The first is there at once: (${num(turns)} − 1) × ${num(interval)} s = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
