import { dollars, type Generator, gbSeconds, num, numeric, TO_THE_CENT, usd } from '../kit/rules'

const LOG_PRICE = 'price.logs.ingest'

/** Data that leaves for the internet, beyond what is free. */
export const egress: Generator = {
  id: 'gen.egress',
  formula: '(calls × response size − free GB) × egress price',
  topic: 'pricing',
  level: 'screen',
  skill: 'apply',
  cards: ['pricing.egress-rate', 'pricing.egress-free'],
  source: 'EC',
  teaches: 'guide.9.sample.data-transfer',
  make(chance, book) {
    const millions = chance.int(15, 120)
    const kb = chance.int(8, 60)
    const up = chance.int(1, 7)
    const gb = millions * kb
    const free = book.n('price.egress.free')
    const price = book.price('price.egress')
    return {
      given: { millions, kb },
      stem: `<p>An API in us-east-1 takes ${num(millions)} million requests of ${num(up)} KB in a month and answers each with ${num(kb)} KB, over the internet. The account sends nothing else. What does data transfer cost? Take 1 GB as a million KB. ${TO_THE_CENT}</p>`,
      body: numeric(dollars((gb - free) * price), 'USD', 0.01, [
        [dollars(gb * price), 'The monthly allowance was not taken off.'],
        [
          dollars((millions * (kb + up) - free) * price),
          'What comes in from the internet is free.',
        ],
        [
          dollars(millions * (kb + up) * price),
          'What comes in is free, and so are the first GB of what goes out.',
        ],
        [dollars(Math.max(0, millions * up - free) * price), 'It is the responses that leave AWS.'],
      ]),
      steps: [
        `${num(millions)} million × ${num(kb)} KB = ${num(gb)} GB go out; what comes in is free.`,
        `${book.t('price.egress.free')} are free: ${num(gb - free)} GB are paid.`,
        `${num(gb - free)} × ${book.t('price.egress')} = <strong>${usd((gb - free) * price)}</strong>`,
      ],
    }
  },
}

/** What sampling of debug lines saves in log ingestion. */
export const logSampling: Generator = {
  id: 'gen.log-sampling',
  formula: 'runs × debug lines × bytes × (1 − sampled share) × ingestion price',
  topic: 'observability',
  level: 'mid',
  skill: 'design',
  cards: ['observability.json-format', 'observability.log-retention'],
  source: 'CW',
  teaches: 'lambda-logs',
  make(chance, book) {
    const millions = chance.int(5, 90)
    const debug = chance.int(4, 30)
    const bytes = chance.int(2, 10) * 50
    const kept = chance.pick([1, 2, 5, 10, 20])
    const price = book.price(LOG_PRICE)
    const millionBytes = millions * debug * bytes
    const saved = (millionBytes * (100 - kept) * price) / 100_000
    const info = chance.int(1, 3)
    return {
      given: { millions, debug, bytes, kept },
      stem: `<p>A function in us-east-1 runs ${num(millions)} million times a month. Each run writes ${num(info)} INFO and ${num(debug)} DEBUG lines of ${num(bytes)} bytes to CloudWatch Logs. From now on the DEBUG lines are written in ${num(kept)} % of the runs only. What does log ingestion cost less a month, at the first price step? Take 1 GB as a thousand million bytes, and leave free allowances aside. ${TO_THE_CENT}</p>`,
      body: numeric(dollars(saved), 'USD', 0.01, [
        [dollars((millionBytes * price) / 1000), 'The sampled lines are still paid.'],
        [
          dollars((millionBytes * kept * price) / 100_000),
          'This is what the sampled lines still cost.',
        ],
        [
          dollars((millions * (debug + info) * bytes * (100 - kept) * price) / 100_000),
          'The INFO lines are written as before.',
        ],
      ]),
      steps: [
        `DEBUG lines: ${num(millions)} million × ${num(debug)} × ${num(bytes)} bytes = ${num(millionBytes / 1000)} GB.`,
        `${num(100 - kept)} % of it is no longer written: ${num((millionBytes * (100 - kept)) / 100_000)} GB.`,
        `At ${book.t(LOG_PRICE)}: <strong>${usd(saved)}</strong>`,
      ],
    }
  },
}

/** A month of a WebSocket API: connection-minutes and metered messages. */
export const webSocketMonth: Generator = {
  id: 'gen.websocket-month',
  formula: 'clients × minutes × minute price + messages × ⌈KB ÷ unit⌉ × message price',
  topic: 'pricing',
  level: 'mid',
  skill: 'apply',
  cards: ['pricing.ws-meters', 'pricing.ws-33kb', 'pricing.ws-minutes'],
  source: 'AP',
  teaches: 'guide.9.apigw.websocket',
  make(chance, book) {
    const clients = chance.int(2, 40) * 500
    const hours = chance.int(2, 12)
    const days = chance.int(20, 31)
    const perHour = chance.int(2, 20)
    const kb = chance.int(33, 160)
    const unit = book.n('price.ws.metering')
    const minutes = clients * hours * 60 * days
    const messages = clients * hours * perHour * days
    const each = Math.ceil(kb / unit)
    const [minute, message] = [book.price('price.ws.minutes'), book.price('price.ws.messages')]
    const total = minutes * minute + messages * each * message
    return {
      given: { clients, hours, days, perHour, kb },
      stem: `<p>${num(clients)} clients of a WebSocket API in us-east-1 stay connected for ${num(hours)} hours on each of ${num(days)} days of a month. In each of these hours a client gets ${num(perHour)} messages of ${num(kb)} KB and sends none. What does API Gateway charge? Leave free allowances aside. ${TO_THE_CENT}</p>`,
      body: numeric(dollars(total), 'USD', 0.01, [
        [
          dollars(messages * each * message),
          'Open connections are charged by the minute, besides the messages.',
        ],
        [
          dollars(minutes * minute),
          'Messages are charged besides the minutes, those to the client as well.',
        ],
        [
          dollars(minutes * minute + messages * message),
          'A message larger than one unit counts as several.',
        ],
        [
          dollars((minutes * minute) / 60 + messages * each * message),
          'Connections are charged by the minute, not by the hour.',
        ],
      ]),
      steps: [
        `${num(clients)} × ${num(hours * 60)} min × ${num(days)} = ${num(minutes)} connection-minutes: ${usd(minutes * minute)}.`,
        `${num(kb)} KB in units of ${book.t('price.ws.metering')} are ${num(each)}; ${num(messages)} messages × ${num(each)} = ${num(messages * each)}.`,
        `${num(messages * each)} at ${book.t('price.ws.messages')}: ${usd(messages * each * message)}.`,
        `Together: <strong>${usd(total)}</strong>`,
      ],
    }
  },
}

const CACHES: [[string, string], ...[string, string][]] = [
  ['0.5', 'price.cache.0-5'],
  ['1.6', 'price.cache.1-6'],
  ['6.1', 'price.cache.6-1'],
  ['13.5', 'price.cache.13-5'],
]

/** How many hits pay for a stage cache. */
export const cacheBreakEven: Generator = {
  id: 'gen.cache-break-even',
  formula: '⌈price an hour × hours ÷ (request price + GB-s × duration price)⌉',
  topic: 'pricing',
  level: 'senior',
  skill: 'design',
  cards: ['pricing.cache-billing', 'pricing.cache-hit-saves'],
  source: 'AP',
  teaches: 'where-money-goes-unseen',
  make(chance, book) {
    const cache = chance.int(0, CACHES.length - 1)
    const [size, id] = CACHES[cache] ?? CACHES[0]
    const ms = chance.int(2, 80) * 10
    const mb = chance.pick([256, 512, 1024, 2048])
    const days = chance.int(28, 31)
    const hour = book.price(id)
    const second = book.price('price.lambda.duration-x86')
    const request = book.price('price.lambda.requests')
    const run = gbSeconds(1, ms, mb) * second
    const call = request + run
    const fixed = hour * 24 * days
    const answer = Math.ceil(fixed / call)
    const hits = (saved: number) => Math.ceil(fixed / saved)
    return {
      given: { cache, ms, mb, days },
      stem: `<p>A REST API in us-east-1 gets a stage cache of ${size} GB for a month of ${num(days)} days. Behind it stands an x86 function of ${num(mb)} MB, billed ${num(ms)} ms a call, its free tier used up. At least how many calls must the cache answer in the month to save as much as it costs? A whole number; 1 % off still counts.</p>`,
      body: numeric(answer, 'calls', Math.floor(answer / 100), [
        [
          hits(call + book.aside.price('price.rest.1')),
          'The call to the gateway is charged on a hit as well.',
        ],
        [hits(run), 'A hit saves the request charge of Lambda, too.'],
        [Math.ceil(hour / call), 'This pays for one hour of the cache.'],
        [Math.ceil(fixed / 24 / call), 'The price is by the hour, and a day has 24.'],
      ]),
      steps: [
        `The cache: ${book.t(id)} × ${num(24 * days)} hours = ${usd(fixed)}, used or not.`,
        `A hit saves the run: ${usd(request, 10)} + ${num(gbSeconds(1, ms, mb))} GB-s × ${usd(second, 10)} = ${usd(call, 10)}. The gateway charges the call all the same.`,
        `${usd(fixed)} ÷ ${usd(call, 10)}, rounded up: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
