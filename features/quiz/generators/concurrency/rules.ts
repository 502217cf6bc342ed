import { type Generator, num, numeric } from '../kit/rules'

const SCALING = {
  title: 'Lambda scaling behavior',
  url: 'https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html',
}
const CONCURRENCY = {
  title: 'Understanding Lambda function scaling',
  url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html',
}

/** Little's law for a function with two kinds of calls. */
export const concurrencyOfRate: Generator = {
  id: 'gen.concurrency-of-rate',
  formula: '⌈rate × (share a × s of a + share b × s of b)⌉',
  topic: 'cold-starts',
  level: 'screen',
  skill: 'apply',
  cards: ['cold-starts.concurrency-formula', 'lambda-basics.concurrency-formula'],
  source: CONCURRENCY,
  teaches: 'concurrency-decides-how-many-you-get',
  make(chance) {
    const rate = chance.int(4, 60) * 25
    const reads = chance.pick([50, 60, 70, 75, 80, 90])
    const readMs = chance.int(2, 14) * 10
    const writeMs = chance.int(20, 90) * 10
    const work = rate * (reads * readMs + (100 - reads) * writeMs)
    const answer = Math.ceil(work / 100_000)
    return {
      given: { rate, reads, readMs, writeMs },
      stem: `<p>A function gets ${num(rate)} requests a second, evenly spread. ${num(reads)} % of them are reads and take ${num(readMs)} ms, the rest are writes and take ${num(writeMs)} ms. How many execution environments does it need on average? Round up to a whole number.</p>`,
      body: numeric(answer, 'environments', 0, [
        [
          Math.ceil((rate * (readMs + writeMs)) / 2000),
          'The two durations were averaged as if both kinds were as frequent.',
        ],
        [Math.ceil((rate * writeMs) / 1000), 'Every request was taken for a write.'],
        [rate, 'A rate is no concurrency: it is multiplied by how long each request takes.'],
        [Math.floor(work / 100_000), 'A part of an environment is a whole one.'],
      ]),
      steps: [
        `Mean duration: ${num(reads)} % × ${num(readMs)} ms + ${num(100 - reads)} % × ${num(writeMs)} ms = ${num(work / rate / 100)} ms.`,
        `${num(rate)} a second × ${num(work / rate / 100_000)} s = ${num(work / 100_000)}.`,
        `Rounded up: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** Cold starts in two waves of requests, by which environments are free again. */
export const coldArrivals: Generator = {
  id: 'gen.cold-arrivals',
  formula: 'max(0, wave 1 − warm) + max(0, wave 2 − environments free at that time)',
  topic: 'cold-starts',
  level: 'senior',
  skill: 'apply',
  cards: ['cold-starts.burst', 'cold-starts.scale-out'],
  source: CONCURRENCY,
  teaches: 'concurrency-decides-how-many-you-get',
  make(chance) {
    const warm = chance.int(3, 20)
    const first = warm + chance.int(4, 30)
    const second = first + chance.int(2, 25)
    const ms = chance.int(5, 30) * 10
    const initMs = chance.int(4, 20) * 50
    // After the warm ones are done; before or after those that started cold.
    const gap = chance.pick([ms + 30, ms + initMs + 30])
    const coldFirst = first - warm
    const free = gap > ms + initMs ? first : warm
    const answer = coldFirst + second - free
    return {
      given: { warm, first, second, ms, initMs, gap },
      stem: `<p>A function has ${num(warm)} idle warm environments and no others. ${num(first)} requests arrive at once, and ${num(gap)} ms later another ${num(second)} at once. A run takes ${num(ms)} ms, a cold start has ${num(initMs)} ms of INIT before it. Neither quota nor scaling rate is reached, and a request that finds no idle environment gets a new one. How many of the requests meet a cold start?</p>`,
      body: numeric(answer, 'cold starts', 0, [
        [
          coldFirst + second - (free === first ? warm : first),
          free === first
            ? 'Those that started cold are idle again by then, too.'
            : 'Those that started cold are still busy when the second wave comes.',
        ],
        [second - warm, 'Cold starts of the first wave count as well.'],
        [coldFirst, 'The second wave is larger than what is idle by then.'],
        [first + second - warm, 'Environments that are done serve again.'],
        [
          coldFirst + second,
          'The environments that are idle again serve a part of the second wave.',
        ],
      ]),
      steps: [
        `First wave: ${num(first)} − ${num(warm)} warm = ${num(coldFirst)} cold starts.`,
        `After ${num(gap)} ms the warm ones (${num(ms)} ms) are idle again; the others needed ${num(initMs)} + ${num(ms)} = ${num(initMs + ms)} ms and are ${free === first ? 'idle, too' : 'still busy'}: ${num(free)} idle.`,
        `Second wave: ${num(second)} − ${num(free)} = ${num(second - free)} cold starts.`,
        `${num(coldFirst)} + ${num(second - free)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** Provisioned concurrency for a peak, at a target utilisation. */
export const provisionedNeeded: Generator = {
  id: 'gen.provisioned-needed',
  formula: '⌈peak rate × s ÷ target utilisation⌉',
  topic: 'cold-starts',
  level: 'mid',
  skill: 'design',
  cards: ['cold-starts.provisioned', 'cold-starts.provisioned-overflow'],
  source: 'PC',
  teaches: 'snapstart-or-provisioned-concurrency',
  make(chance) {
    const rate = chance.int(6, 80) * 10
    const ms = chance.int(5, 60) * 10
    const target = chance.pick([60, 65, 70, 75, 80])
    const busy = (rate * ms) / 1000
    const answer = Math.ceil((rate * ms) / (target * 10))
    return {
      given: { rate, ms, target },
      stem: `<p>At its peak an alias gets ${num(rate)} requests a second of ${num(ms)} ms each. Provisioned concurrency shall carry the peak with at most ${num(target)} % of its environments busy on average. How many environments do you provision at least?</p>`,
      body: numeric(answer, 'environments', 0, [
        [Math.ceil(busy), 'That many are busy; none would be in reserve.'],
        [
          Math.ceil((busy * target) / 100),
          'The reserve makes it more environments, not fewer: divide.',
        ],
        [
          Math.ceil((busy * (200 - target)) / 100),
          'Adding the reserve as a share of what is busy leaves more than the target busy.',
        ],
        [Math.ceil((rate * 100) / target), 'The rate was not multiplied by the duration.'],
      ]),
      steps: [
        `Busy on average: ${num(rate)} × ${num(ms / 1000)} s = ${num(busy)}.`,
        `${num(busy)} ÷ ${num(target / 100)} = ${num((rate * ms) / (target * 10), 2)}.`,
        `Rounded up: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** Two caps on synchronous calls: environments, and requests a second for each. */
export const requestCap: Generator = {
  id: 'gen.request-cap',
  formula: 'min(concurrency ÷ s, concurrency × requests a second for each)',
  topic: 'cold-starts',
  level: 'senior',
  skill: 'apply',
  cards: ['cold-starts.reserved', 'cold-starts.slow-handler'],
  source: SCALING,
  teaches: 'concurrency-decides-how-many-you-get',
  make(chance, book) {
    const reserved = chance.int(2, 60) * 20
    const ms = chance.pick([10, 20, 25, 40, 50, 125, 160, 200, 250, 400, 500])
    const factor = book.n('lambda.concurrency.request-factor')
    const [byTime, byRate] = [(reserved * 1000) / ms, reserved * factor]
    const answer = Math.min(byTime, byRate)
    return {
      given: { reserved, ms },
      stem: `<p>A function has ${num(reserved)} reserved concurrency. It is called synchronously, and each run takes ${num(ms)} ms. How many requests a second can it take at most, once it has scaled out and is warm?</p>`,
      body: numeric(answer, 'requests/s', 0, [
        [
          Math.max(byTime, byRate),
          byTime < byRate
            ? 'With runs this long the environments are used up first.'
            : 'With runs this short the cap on requests for each unit of concurrency comes first.',
        ],
        [reserved, 'Concurrency counts requests at the same time, not a second.'],
        [
          (reserved * ms) / 1000,
          'Multiplying by the duration gives the concurrency of a rate; here the rate is wanted.',
        ],
      ]),
      steps: [
        `By time: ${num(reserved)} ÷ ${num(ms / 1000)} s = ${num(byTime)} a second.`,
        `By rate: ${num(reserved)} × ${book.t('lambda.concurrency.request-factor')} = ${num(byRate)} a second.`,
        `The lower of both: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
