import {
  dollars,
  type Generator,
  gbSeconds,
  num,
  numeric,
  rounded,
  TO_THE_CENT,
  usd,
} from '../kit/rules'

const MILLION = 1_000_000

/** Requests and GB-seconds of a month on x86, with or without the free tier. */
export const lambdaMonth: Generator = {
  id: 'gen.lambda-month',
  formula: 'max(0, runs − free) × request price + max(0, GB-s − free) × duration price',
  topic: 'pricing',
  level: 'mid',
  skill: 'apply',
  cards: ['pricing.duration-rate', 'pricing.request-price', 'pricing.free-compute'],
  source: 'LP',
  teaches: 'guide.9.lambda.duration',
  make(chance, book) {
    const runs = chance.int(2, 60) * MILLION
    const ms = chance.int(2, 40) * 10
    const mb = chance.pick([128, 256, 512, 768, 1024, 1536, 2048])
    const free = chance.int(0, 1)
    const request = book.price('price.lambda.requests')
    const second = book.price('price.lambda.duration-x86')
    const used = gbSeconds(runs, ms, mb)
    const freeRuns = (free ? book : book.aside).n('price.lambda.free-requests')
    const freeSeconds = (free ? book : book.aside).n('price.lambda.free-compute')
    const bill = (taken: number) =>
      Math.max(0, runs - taken * freeRuns) * request +
      Math.max(0, used - taken * freeSeconds) * second
    const total = bill(free)
    const paidRuns = runs - free * freeRuns
    const paid = Math.max(0, used - free * freeSeconds)
    return {
      given: { runs, ms, mb, free },
      stem: `<p>An x86 function in us-east-1 with ${num(mb)} MB of memory runs ${num(runs / MILLION)} million times a month and is billed ${num(ms)} ms each time. ${free ? 'The whole free tier of Lambda is there for it.' : 'Other functions of the account have used up the free tier.'} What does Lambda charge for requests and duration together? ${TO_THE_CENT}</p>`,
      body: numeric(dollars(total), 'USD', 0.01, [
        [
          dollars(bill(1 - free)),
          free
            ? 'The free tier was not taken off.'
            : 'The free tier was taken off, though nothing of it is left.',
        ],
        [
          dollars(paidRuns * request),
          'These are the requests alone; memory held over time is a meter of its own.',
        ],
        [
          dollars(paid * second),
          'This is the duration alone; each run is charged as a request, too.',
        ],
        [
          dollars(bill(free) * 1000),
          'The milliseconds were taken for something else than thousandths of a second.',
        ],
      ]),
      steps: [
        `${num(runs)} runs × ${num(ms / 1000)} s × ${num(mb / 1024)} GB = ${num(used)} GB-s.`,
        free
          ? `The free tier leaves ${num(paidRuns)} requests and ${num(paid)} GB-s to pay.`
          : `Nothing is free: ${num(paidRuns)} requests and ${num(paid)} GB-s are to be paid.`,
        `Requests: ${num(paidRuns)} × ${usd(request, 10)} = ${usd(paidRuns * request)}.`,
        `Duration: ${num(paid)} × ${usd(second, 10)} = ${usd(paid * second)}.`,
        `Together: <strong>${usd(total)}</strong>`,
      ],
    }
  },
}

/** Billed duration is rounded up to whole milliseconds, run by run. */
export const billedMs: Generator = {
  id: 'gen.billed-ms',
  formula: 'runs × ⌈duration in ms⌉ × GB',
  topic: 'pricing',
  level: 'screen',
  skill: 'apply',
  cards: ['pricing.granularity', 'pricing.gb-second'],
  source: 'LP',
  teaches: 'the-lambda-meters',
  make(chance, book) {
    const runs = chance.int(1, 20) * MILLION
    const tenths = chance.int(2, 99) * 10 + chance.int(1, 9)
    const mb = chance.pick([128, 256, 512, 1024])
    const step = book.n('price.lambda.granularity')
    const ms = Math.ceil(tenths / 10 / step) * step
    const answer = gbSeconds(runs, ms, mb)
    const old = Math.ceil(tenths / 1000) * 100
    return {
      given: { runs, tenths, mb },
      stem: `<p>Each warm run of a function takes ${num(tenths / 10)} ms. It has ${num(mb)} MB of memory and runs ${num(runs / MILLION)} million times. How many GB-seconds are billed? Give the exact number.</p>`,
      body: numeric(answer, 'GB-s', 0, [
        [gbSeconds(runs, tenths / 10, mb), 'Each run is rounded up before the runs are added.'],
        [gbSeconds(runs, old, mb), 'Steps of a hundred milliseconds are history.'],
        [(runs * ms * mb) / MILLION, 'A GB has 1,024 MB here.'],
      ]),
      steps: [
        `Duration is billed in steps of ${book.t('price.lambda.granularity')}, rounded up: ${num(tenths / 10)} ms are billed as ${num(ms)} ms.`,
        `${num(mb)} MB are ${num(mb / 1024)} GB.`,
        `${num(runs)} × ${num(ms / 1000)} s × ${num(mb / 1024)} GB = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** What cold starts add to a bill since INIT is billed. */
export const initBill: Generator = {
  id: 'gen.init-bill',
  formula: 'runs × cold share × INIT × GB × duration price',
  topic: 'pricing',
  level: 'mid',
  skill: 'apply',
  cards: ['pricing.init-billed', 'pricing.init-cost-scale'],
  source: 'LI',
  teaches: 'guide.9.lambda.duration',
  make(chance, book) {
    const runs = chance.int(20, 200) * MILLION
    const perThousand = chance.int(2, 15)
    const initMs = chance.int(4, 40) * 100
    const mb = chance.pick([512, 1024, 1536, 2048])
    const runMs = chance.int(3, 20) * 10
    const second = book.price('price.lambda.duration-x86')
    const cold = (runs / 1000) * perThousand
    const used = gbSeconds(cold, initMs, mb)
    return {
      given: { runs, perThousand, initMs, mb },
      stem: `<p>An x86 function in us-east-1 with ${num(mb)} MB runs ${num(runs / MILLION)} million times a month; ${num(perThousand / 10)} % of the runs are cold starts, with ${num(initMs)} ms of INIT before a handler of ${num(runMs)} ms. What does INIT alone add to the bill of a month? Leave the free tier aside. ${TO_THE_CENT}</p>`,
      body: numeric(dollars(used * second), 'USD', 0.01, [
        [dollars(gbSeconds(runs, initMs, mb) * second), 'Only the cold starts have an INIT phase.'],
        [
          dollars(gbSeconds(cold, initMs + runMs, mb) * second),
          'The handler would have been paid on a warm start, too.',
        ],
        [dollars(used * second * 10), 'The per cent were read as tenths.'],
      ]),
      steps: [
        `INIT counts as billed duration since ${book.t('price.lambda.init-billed-since')}.`,
        `${num(runs)} × ${num(perThousand / 10)} % = ${num(cold)} cold starts.`,
        `${num(cold)} × ${num(initMs / 1000)} s × ${num(mb / 1024)} GB = ${num(used)} GB-s.`,
        `${num(used)} × ${usd(second, 10)} = <strong>${usd(used * second)}</strong>`,
      ],
    }
  },
}

/** Large asynchronous events are billed as several requests. */
export const asyncChunks: Generator = {
  id: 'gen.async-chunks',
  formula: 'events × (1 + ⌈max(0, KB − included) ÷ chunk⌉)',
  topic: 'pricing',
  level: 'senior',
  skill: 'apply',
  cards: ['pricing.large-async-event'],
  source: 'LP',
  teaches: 'the-lambda-meters',
  make(chance, book) {
    const events = chance.int(2, 80) * 100_000
    const kb = chance.int(270, 1000)
    const included = book.n('lambda.payload.async-included')
    const chunk = book.n('lambda.payload.async-request-chunk')
    const extra = Math.ceil((kb - included) / chunk)
    const answer = (events * (1 + extra)) / MILLION
    return {
      given: { events, kb },
      stem: `<p>${num(events)} events of ${num(kb)} KB each are sent to a function asynchronously in a month. Each succeeds at once. How many million requests does Lambda bill?</p>`,
      body: numeric(answer, 'million requests', 0, [
        [events / MILLION, 'An event of this size is more than one request.'],
        [
          rounded((events * Math.ceil(kb / chunk)) / MILLION, 6),
          'The first stretch is included in the first request and not cut into chunks.',
        ],
        [
          rounded((events * extra) / MILLION, 6),
          'The request itself was forgotten: the chunks come on top of it.',
        ],
        [
          rounded((events * (1 + Math.floor((kb - included) / chunk))) / MILLION, 6),
          'A chunk that is begun counts whole.',
        ],
      ]),
      steps: [
        `${book.t('lambda.payload.async-included')} are included; ${num(kb)} − ${num(included)} = ${num(kb - included)} KB are beyond.`,
        `Each begun ${book.t('lambda.payload.async-request-chunk')} is one more request: ${num(extra)}.`,
        `${num(events)} × (1 + ${num(extra)}) in millions: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
