import {
  dollars,
  type FigureBook,
  type Generator,
  gbSeconds,
  num,
  numeric,
  rounded,
  TO_THE_CENT,
  usd,
} from '../kit/rules'

const MILLION = 1_000_000

/** Each step of a month's quantity at its price; `upTo` counts from zero. */
function stepped(
  quantity: number,
  tiers: { upTo: number; price: number }[],
): { units: number; price: number }[] {
  let from = 0
  return tiers.flatMap(({ upTo, price }) => {
    const units = Math.max(0, Math.min(quantity, upTo) - from)
    from = upTo
    return units > 0 ? [{ units, price }] : []
  })
}
const sum = (parts: { units: number; price: number }[]) =>
  parts.reduce((total, { units, price }) => total + units * price, 0)

function restTiersOf(book: FigureBook['aside']) {
  const first = book.n('price.rest.tier-1') * MILLION
  return [
    { upTo: first, price: book.price('price.rest.1') },
    { upTo: first + book.n('price.rest.tier-2') * MILLION, price: book.price('price.rest.2') },
    { upTo: Number.POSITIVE_INFINITY, price: book.price('price.rest.3') },
  ]
}

/** A month of a REST API beyond its first price step. */
export const restSteps: Generator = {
  id: 'gen.rest-steps',
  formula: 'Σ calls in each step × price of the step',
  topic: 'pricing',
  level: 'mid',
  skill: 'apply',
  cards: ['pricing.rest-steps', 'pricing.rest-first-tier'],
  source: 'AP',
  teaches: 'guide.9.apigw.rest',
  make(chance, book) {
    const calls = chance.int(350, 2500) * MILLION
    const tiers = restTiersOf(book)
    const parts = stepped(calls, tiers)
    const total = sum(parts)
    const [first, last] = [tiers[0]?.price ?? 0, parts.at(-1)?.price ?? 0]
    return {
      given: { calls },
      stem: `<p>A REST API in us-east-1 takes ${num(calls / MILLION)} million calls in a month. What does API Gateway charge for them? ${TO_THE_CENT}</p>`,
      body: numeric(dollars(total), 'USD', 0.01, [
        [
          dollars(calls * last),
          'A lower price holds only for the calls beyond its step, not for all.',
        ],
        [dollars(calls * first), 'Calls beyond the first step are cheaper.'],
        [dollars(calls * book.aside.price('price.http.1')), 'This is the price of an HTTP API.'],
      ]),
      steps: [
        `The steps end at ${book.t('price.rest.tier-1')} calls and after the next ${book.t('price.rest.tier-2')}.`,
        ...parts.map(
          ({ units, price }) =>
            `${num(units / MILLION)} million × ${usd(price * MILLION)} = ${usd(units * price)}.`,
        ),
        `Together: <strong>${usd(total)}</strong>`,
      ],
    }
  },
}

/** HTTP API calls are metered by size. */
export const httpMetered: Generator = {
  id: 'gen.http-metered',
  formula: 'Σ over steps of (calls × ⌈KB ÷ unit⌉) × price',
  topic: 'pricing',
  level: 'senior',
  skill: 'apply',
  cards: ['pricing.http-first-tier'],
  source: 'AP',
  teaches: 'guide.9.apigw.http',
  make(chance, book) {
    const calls = chance.int(40, 200) * MILLION
    const kb = chance.int(520, 3000)
    const unit = book.n('price.http.metering')
    const each = Math.ceil(kb / unit)
    const tiers = [
      { upTo: book.n('price.http.tier-1') * MILLION, price: book.price('price.http.1') },
      { upTo: Number.POSITIVE_INFINITY, price: book.price('price.http.2') },
    ]
    const parts = stepped(calls * each, tiers)
    const total = sum(parts)
    return {
      given: { calls, kb },
      stem: `<p>An HTTP API in us-east-1 takes ${num(calls / MILLION)} million calls in a month. Request and response together are ${num(kb)} KB each time. What does API Gateway charge for the calls? ${TO_THE_CENT}</p>`,
      body: numeric(dollars(total), 'USD', 0.01, [
        [
          dollars(sum(stepped(calls, tiers))),
          'Each call is several units here, since it is larger than one.',
        ],
        [dollars(sum(stepped((calls * kb) / unit, tiers))), 'A unit that is begun counts whole.'],
        [dollars(calls * each * (tiers[0]?.price ?? 0)), 'The price falls beyond the first step.'],
        [
          dollars(sum(stepped(calls * each, restTiersOf(book.aside)))),
          'These are the prices of a REST API.',
        ],
      ]),
      steps: [
        `Units are ${book.t('price.http.metering')}: ${num(kb)} ÷ ${num(unit)}, rounded up, are ${num(each)} a call.`,
        `${num(calls / MILLION)} million × ${num(each)} = ${num((calls * each) / MILLION)} million units; the first step is ${book.t('price.http.tier-1')}.`,
        ...parts.map(
          ({ units, price }) =>
            `${num(units / MILLION)} million × ${usd(price * MILLION)} = ${usd(units * price)}.`,
        ),
        `Together: <strong>${usd(total)}</strong>`,
      ],
    }
  },
}

/** What small calls save a month when a REST API becomes an HTTP API. */
export const restOrHttp: Generator = {
  id: 'gen.rest-or-http',
  formula: 'calls a second × seconds of a month × (REST price − HTTP price)',
  topic: 'api-gateway-basics',
  level: 'screen',
  skill: 'apply',
  cards: ['api-gateway-basics.price-rest', 'api-gateway-basics.price-http'],
  source: 'AP',
  teaches: 'qa.q.24.row.cost',
  make(chance, book) {
    const rate = chance.int(5, 110)
    const days = chance.int(28, 31)
    const seconds = days * 86_400
    const calls = rate * seconds
    const [rest, http] = [book.price('price.rest.1'), book.price('price.http.1')]
    return {
      given: { rate, days },
      stem: `<p>An API in us-east-1 gets ${num(rate)} small calls a second, day and night, through a month of ${num(days)} days. All of them stay in the first price step. What does API Gateway charge less for an HTTP API than for a REST API? ${TO_THE_CENT}</p>`,
      body: numeric(dollars(calls * (rest - http)), 'USD', 0.01, [
        [dollars(calls * rest), 'This is the bill of the REST API, not the difference.'],
        [dollars(calls * http), 'This is the bill of the HTTP API, not the difference.'],
        [dollars((calls * (rest - http)) / 24), 'A day has 86,400 seconds.'],
      ]),
      steps: [
        `${num(rate)} × 86,400 × ${num(days)} = ${num(calls)} calls.`,
        `REST: ${num(calls)} at ${book.t('price.rest.1')} = ${usd(calls * rest)}.`,
        `HTTP: ${num(calls)} at ${book.t('price.http.1')} = ${usd(calls * http)}.`,
        `Saved: <strong>${usd(calls * (rest - http))}</strong>`,
      ],
    }
  },
}

/** Which share of a bill the gateway is, and a function URL saves. */
export const functionUrl: Generator = {
  id: 'gen.function-url',
  formula: 'gateway price ÷ (gateway price + request price + GB-s × duration price)',
  topic: 'pricing',
  level: 'mid',
  skill: 'design',
  cards: ['pricing.largest-meter'],
  source: 'AP',
  teaches: 'a-monthly-bill-worked-through',
  make(chance, book) {
    const rest = chance.int(0, 1)
    const ms = chance.int(2, 60) * 10
    const mb = chance.pick([128, 256, 512, 1024])
    const gateway = book.price(rest ? 'price.rest.1' : 'price.http.1') * MILLION
    const request = book.price('price.lambda.requests') * MILLION
    const run = gbSeconds(MILLION, ms, mb) * book.price('price.lambda.duration-x86')
    const answer = rounded((gateway / (gateway + request + run)) * 100, 1)
    const share = (part: number, of: number) => rounded((part / of) * 100, 1)
    return {
      given: { rest, ms, mb },
      stem: `<p>${rest ? 'A REST API' : 'An HTTP API'} in us-east-1 calls an x86 function of ${num(mb)} MB that is billed ${num(ms)} ms a call. Both are at their first price step, the free tier is used up, payloads are small. A function URL has no charge of its own. Which share of the bill would it save? Give per cent to one decimal; half a point off still counts.</p>`,
      body: numeric(answer, '%', 0.5, [
        [
          share(gateway, request + run),
          'This compares the gateway with the rest, not with the whole bill.',
        ],
        [share(gateway, gateway + request), 'The duration of the function was left out.'],
        [share(gateway, gateway + run), 'The requests of Lambda were left out.'],
        [share(request + run, gateway + request + run), 'This is the share that stays.'],
      ]),
      steps: [
        `A million calls: gateway ${usd(gateway)}, Lambda requests ${usd(request)}.`,
        `Duration: ${num(gbSeconds(MILLION, ms, mb))} GB-s × ${usd(book.price('price.lambda.duration-x86'), 10)} = ${usd(run)}.`,
        `${usd(gateway)} ÷ ${usd(gateway + request + run)}, in per cent: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
