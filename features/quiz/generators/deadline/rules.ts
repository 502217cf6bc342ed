import { type Generator, num, numeric } from '../kit/rules'

const RETRIES = {
  title: 'Amazon Builders’ Library: Timeouts, retries, and backoff with jitter',
  url: 'https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/',
}

/** The longest time-out of each call in a chain that must answer before the gateway gives up. */
export const timeoutChain: Generator = {
  id: 'gen.timeout-chain',
  formula: '⌊(gateway limit − INIT − own work − reserve) ÷ (calls × (retries + 1))⌋',
  topic: 'request-flow-and-integrations',
  level: 'senior',
  skill: 'design',
  cards: [
    'request-flow-and-integrations.rest-timeout',
    'request-flow-and-integrations.shorter-timeout',
  ],
  source: 'AQ',
  teaches: 'guide.6.limitation.apigw-timeout',
  make(chance, book) {
    const http = chance.int(0, 1)
    const limit = http ? 'apigw.timeout.http' : 'apigw.timeout.rest-default'
    const total = book.n(limit) * 1000
    const initMs = chance.int(2, 30) * 100
    const ownMs = chance.int(1, 15) * 20
    const reserveMs = chance.int(2, 10) * 100
    const calls = chance.int(2, 4)
    const retries = chance.int(1, 3)
    const budget = total - initMs - ownMs - reserveMs
    const answer = Math.floor(budget / (calls * (retries + 1)))
    return {
      given: { http, initMs, ownMs, reserveMs, calls, retries },
      stem: `<p>${http ? 'An HTTP API' : 'A REST API with the default integration timeout'} calls a function that makes ${num(calls)} calls to other services, one after another. A cold start takes ${num(initMs)} ms, the function's own work ${num(ownMs)} ms, and ${num(reserveMs)} ms are to be left for an orderly error. The SDK tries each call again up to ${num(retries)} times, without waiting. What is the longest time-out of one try, in whole milliseconds, with which the client always gets an answer from the function?</p>`,
      body: numeric(answer, 'ms', 1, [
        [Math.floor(budget / calls), 'Each retry may last as long as the first try.'],
        [Math.floor(budget / (calls * retries)), 'Retries come on top of the first try.'],
        [
          Math.floor((total - ownMs - reserveMs) / (calls * (retries + 1))),
          'On a cold start INIT takes its part of what the gateway waits.',
        ],
        [
          Math.floor(budget / (calls + retries)),
          'Each of the calls may be retried, not only one of them.',
        ],
        [
          Math.floor(
            (book.aside.n('lambda.timeout.max') * 1000 - initMs - ownMs - reserveMs) /
              (calls * (retries + 1)),
          ),
          'The gateway gives up long before Lambda has to.',
        ],
      ]),
      steps: [
        `The gateway waits ${book.t(limit)}: ${num(total)} − ${num(initMs)} − ${num(ownMs)} − ${num(reserveMs)} = ${num(budget)} ms for all tries.`,
        `${num(calls)} calls × (1 + ${num(retries)}) tries = ${num(calls * (retries + 1))}.`,
        `${num(budget)} ÷ ${num(calls * (retries + 1))}, rounded down: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** The worst case of retries with capped exponential backoff. */
export const backoff: Generator = {
  id: 'gen.backoff',
  formula: 'tries × time-out + Σ min(cap, base × 2ᵏ)',
  topic: 'traffic-and-payloads',
  level: 'mid',
  skill: 'apply',
  cards: ['traffic-and-payloads.backoff'],
  source: RETRIES,
  teaches: 'pitfalls',
  make(chance) {
    const tries = chance.int(3, 6)
    const timeout = chance.int(4, 40) * 50
    const base = chance.int(1, 8) * 50
    const cap = base * chance.pick([3, 5, 6, 10])
    const waits = Array.from({ length: tries - 1 }, (_, k) => Math.min(cap, base * 2 ** k))
    const waited = waits.reduce((sum, wait) => sum + wait, 0)
    const answer = tries * timeout + waited
    const uncapped = base * (2 ** (tries - 1) - 1)
    return {
      given: { tries, timeout, base, cap },
      stem: `<p>A client of your API makes up to ${num(tries)} tries in all, each with a time-out of ${num(timeout)} ms. Between two tries it waits: ${num(base)} ms at first, then twice as long each time, but never longer than ${num(cap)} ms; without jitter. After how many milliseconds does it give up at the latest?</p>`,
      body: numeric(answer, 'ms', 0, [
        [tries * timeout + uncapped, 'The waits stop growing at the cap.'],
        [
          answer + Math.min(cap, base * 2 ** (tries - 1)),
          'After the last try nothing is waited for.',
        ],
        [tries * timeout, 'The waits between the tries count.'],
        [waited, 'The tries themselves take time.'],
        [tries * timeout + (tries - 1) * base, 'The wait doubles each time.'],
      ]),
      steps: [
        `Tries: ${num(tries)} × ${num(timeout)} ms = ${num(tries * timeout)} ms.`,
        `Waits: ${waits.map((wait) => num(wait)).join(' + ')} = ${num(waited)} ms.`,
        `Together: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How retries of several layers multiply. */
export const amplification: Generator = {
  id: 'gen.retry-amplification',
  formula: 'requests × Π (1 + retries of each layer)',
  topic: 'traffic-and-payloads',
  level: 'senior',
  skill: 'diagnose',
  cards: ['traffic-and-payloads.backoff'],
  source: RETRIES,
  teaches: 'pitfalls',
  make(chance) {
    const requests = chance.int(3, 60) * 10
    const [client, first, second] = [chance.int(1, 4), chance.int(1, 4), chance.int(1, 3)]
    const answer = requests * (1 + client) * (1 + first) * (1 + second)
    return {
      given: { requests, client, first, second },
      stem: `<p>${num(requests)} users press a button at about the same time while the database refuses everything. The browser retries a failed call ${num(client)} time${client > 1 ? 's' : ''}, the function behind it retries its call of a second function ${num(first)} time${first > 1 ? 's' : ''}, and that one retries the database ${num(second)} time${second > 1 ? 's' : ''}. How many calls does the database get in all?</p>`,
      body: numeric(answer, 'calls', 0, [
        [
          requests * (1 + client + first + second),
          'Each layer repeats all that the layers below it do: retries multiply.',
        ],
        [requests * client * first * second, 'The first try of each layer counts, too.'],
        [requests * (1 + second), 'The layers above repeat this once more.'],
        [
          requests * (1 + client) * (1 + first),
          'The function next to the database retries as well.',
        ],
      ]),
      steps: [
        `Browser: 1 + ${num(client)} = ${num(1 + client)} tries; each makes 1 + ${num(first)} = ${num(1 + first)} calls of the second function.`,
        `Each of those makes 1 + ${num(second)} = ${num(1 + second)} calls of the database.`,
        `${num(requests)} × ${num(1 + client)} × ${num(1 + first)} × ${num(1 + second)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
