import { type Generator, num, numeric, rounded } from '../kit/rules'

/** Two bursts against a token bucket. */
export const bucketPasses: Generator = {
  id: 'gen.bucket-passes',
  formula: 'rejected = max(0, n₁ − burst) + max(0, n₂ − min(burst, left + rate × wait))',
  topic: 'traffic-and-payloads',
  level: 'mid',
  skill: 'apply',
  cards: [
    'traffic-and-payloads.token-bucket',
    'traffic-and-payloads.refill',
    'traffic-and-payloads.burst-or-rate',
  ],
  source: 'TH',
  teaches: 'throttling',
  make(chance) {
    const burst = chance.int(4, 40) * 10
    const rate = chance.int(2, 30) * 5
    const wait = chance.int(1, 6)
    const first = burst + chance.pick([-15, -10, -5, 5, 10, 15, 20, 25, 30, 40, 50, 60])
    const left = Math.max(0, burst - first)
    const tokens = Math.min(burst, left + rate * wait)
    const second = tokens + chance.int(1, 40)
    const answer = Math.max(0, first - burst) + second - tokens
    return {
      given: { burst, rate, wait, first, second },
      stem: `<p>A stage has a rate of ${num(rate)} requests a second and a burst of ${num(burst)}; its bucket is full. ${num(first)} requests arrive in one instant, ${num(wait)} s later ${num(second)} more, and nothing in between. How many of all these get 429, by the token bucket?</p>`,
      body: numeric(answer, 'requests', 0, [
        [
          Math.max(0, first - burst) + Math.max(0, second - left - rate * wait),
          'The bucket never holds more than the burst.',
        ],
        [
          Math.max(0, first - burst) + Math.max(0, second - rate * wait),
          'Tokens that the first burst left are still there, up to the size of the bucket.',
        ],
        [
          Math.max(0, first - burst) + Math.max(0, second - burst),
          'The bucket need not be full again after this wait.',
        ],
        [
          first + second - burst - rate,
          'Tokens come back for as long as the wait is, not for one second.',
        ],
        [first + second - tokens, 'The first burst finds a full bucket.'],
        [first + second - burst, 'The bucket fills again during the wait.'],
        [second, 'The bucket is not empty any more after the wait.'],
      ]),
      steps: [
        `First: ${num(Math.min(first, burst))} of ${num(first)} pass, ${num(Math.max(0, first - burst))} get 429, ${num(left)} tokens are left.`,
        `After ${num(wait)} s: min(${num(burst)}, ${num(left)} + ${num(rate)} × ${num(wait)}) = ${num(tokens)} tokens.`,
        `Second: ${num(second)} − ${num(tokens)} = ${num(second - tokens)} get 429.`,
        `Together: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How long a client waits until the bucket lets its batch through. */
export const tokenWait: Generator = {
  id: 'gen.token-wait',
  formula: '(batch − tokens) ÷ (rate − other traffic)',
  topic: 'traffic-and-payloads',
  level: 'mid',
  skill: 'apply',
  cards: ['traffic-and-payloads.refill', 'traffic-and-payloads.burst-or-rate-reverse'],
  source: 'TH',
  teaches: 'throttling',
  make(chance) {
    const net = chance.pick([10, 20, 25, 40, 50, 80, 100, 125])
    const others = chance.int(1, 12) * 5
    const rate = net + others
    const tokens = chance.int(0, 20)
    const batch = tokens + chance.int(3, 40) * 5
    const burst = batch + chance.int(1, 10) * 10
    const answer = ((batch - tokens) * 1000) / net
    return {
      given: { rate, others, tokens, batch },
      stem: `<p>A usage plan allows ${num(rate)} requests a second with a burst of ${num(burst)}. At this moment its bucket holds ${num(tokens)} tokens, and other clients of the plan send ${num(others)} requests a second without a pause. After how many milliseconds can a batch of ${num(batch)} requests be sent in one instant without a 429?</p>`,
      body: numeric(answer, 'ms', 1, [
        [
          rounded(((batch - tokens) * 1000) / rate, 3),
          'The other clients take tokens all the while.',
        ],
        [(batch * 1000) / net, 'The tokens that are there already count.'],
        [((burst - tokens) * 1000) / net, 'The bucket need not be full, it must hold the batch.'],
        [(batch - tokens) / net, 'These are seconds.'],
      ]),
      steps: [
        `Missing: ${num(batch)} − ${num(tokens)} = ${num(batch - tokens)} tokens.`,
        `Each second adds ${num(rate)} and others take ${num(others)}: ${num(net)} remain.`,
        `${num(batch - tokens)} ÷ ${num(net)} a second, in milliseconds: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** On which day a quota is used up when traffic grows each day. */
export const quotaDay: Generator = {
  id: 'gen.quota-day',
  formula: 'least day d with d × start + growth × d (d − 1) ÷ 2 > quota',
  topic: 'traffic-and-payloads',
  level: 'mid',
  skill: 'apply',
  cards: ['traffic-and-payloads.quota-text', 'traffic-and-payloads.limit-by-client'],
  source: 'UP',
  teaches: 'throttling',
  make(chance) {
    const start = chance.int(4, 30) * 100
    const growth = chance.int(1, 8) * 25
    const until = chance.int(6, 27)
    const sent = (day: number) => day * start + (growth * day * (day - 1)) / 2
    const quota = Math.ceil((sent(until) + chance.int(0, start - 1)) / 100) * 100
    let day = 1
    while (sent(day) <= quota) day += 1
    return {
      given: { start, growth, quota },
      stem: `<p>A usage plan has a quota of ${num(quota)} requests a month. A partner sends ${num(start)} requests on the first day of the month and ${num(growth)} more each day than on the day before. On which day of the month is the first request over the quota?</p>`,
      body: numeric(day, 'th of the month', 0, [
        [day - 1, 'On this day the quota still holds.'],
        [Math.floor(quota / start) + 1, 'The requests grow from day to day.'],
        [day + 1, 'The quota ends a day earlier.'],
      ]),
      steps: [
        `After day d the partner has sent d × ${num(start)} + ${num(growth)} × d (d − 1) ÷ 2.`,
        `After day ${num(day - 1)}: ${num(sent(day - 1))}, within ${num(quota)}.`,
        `After the next day: ${num(sent(day))}, which is over; so it is day <strong>${num(day)}</strong>`,
      ],
    }
  },
}
