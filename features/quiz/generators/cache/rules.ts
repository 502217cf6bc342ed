import { type Generator, num, numeric, rounded } from '../kit/rules'

/** What a falling hit ratio does to the backend. */
export const missRate: Generator = {
  id: 'gen.miss-rate',
  formula: '(misses after − misses before) ÷ misses before',
  topic: 'traffic-and-payloads',
  level: 'mid',
  skill: 'diagnose',
  cards: ['traffic-and-payloads.cache-key-param', 'traffic-and-payloads.cache-where'],
  source: 'CA',
  teaches: 'caching',
  make(chance) {
    const rate = chance.int(2, 40) * 100
    const before = chance.int(80, 98)
    const after = before - chance.int(4, 30)
    const [first, second] = [100 - before, 100 - after]
    const answer = rounded(((second - first) / first) * 100, 0)
    return {
      given: { before, after },
      stem: `<p>A REST API with a stage cache takes ${num(rate)} requests a second. A header becomes part of the cache key, and the hit ratio falls from ${num(before)} % to ${num(after)} %. By how many per cent does the backend's load grow? Round to a whole number; 1 off still counts.</p>`,
      body: numeric(answer, '%', 1, [
        [before - after, 'These are points of the hit ratio; the backend sees the misses.'],
        [
          rounded((second / first) * 100, 0),
          'This is the new load in per cent of the old one, not its growth.',
        ],
        [
          rounded(((before - after) / before) * 100, 0),
          'This is how much the hits shrink; the backend sees the misses.',
        ],
      ]),
      steps: [
        `Misses before: ${num(first)} % of ${num(rate)}, ${num((rate * first) / 100)} a second; after: ${num(second)} %, ${num((rate * second) / 100)} a second.`,
        `(${num((rate * second) / 100)} − ${num((rate * first) / 100)}) ÷ ${num((rate * first) / 100)}, in per cent: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How often an authorizer runs for users who call at a steady pace. */
export const authorizerRuns: Generator = {
  id: 'gen.authorizer-runs',
  formula: 'users × ⌈calls an hour ÷ (⌊TTL ÷ pause⌋ + 1)⌉',
  topic: 'security',
  level: 'mid',
  skill: 'apply',
  cards: ['security.authorizer-ttl'],
  source: 'UA',
  teaches: 'how-a-lambda-authorizer-decides',
  make(chance, book) {
    const users = chance.int(2, 60) * 50
    const pause = chance.pick([8, 9, 16, 18, 24, 36, 40, 45, 48, 72, 80])
    const standard = chance.int(0, 1)
    const ttl = standard
      ? book.n('apigw.authorizer.ttl-default')
      : chance.pick([100, 130, 170, 250, 410, 590, 890])
    const calls = 3600 / pause
    const span = Math.floor(ttl / pause) + 1
    const answer = users * Math.ceil(calls / span)
    return {
      given: { users, pause, ttl },
      stem: `<p>${num(users)} users, each with a token of their own, call an API with a TOKEN authorizer for an hour: at 0 s, and then every ${num(pause)} s, ${num(calls)} times in all. ${standard ? 'The authorizer caches for the default time' : `The authorizer caches for ${num(ttl)} s`}, counted from when a result was made, and nothing was cached before. How many times does the authorizer run in this hour?</p>`,
      body: numeric(answer, 'runs', 0, [
        [users * calls, 'Results are cached for each token.'],
        [
          users * Math.ceil(3600 / ttl),
          'A result is not renewed when it ends, but with the first call after that.',
        ],
        [Math.ceil(calls / span), 'The cache holds a result for each token, not one for all.'],
        [users, 'The results do not last for the whole hour.'],
      ]),
      steps: [
        `A result is good for ${standard ? book.t('apigw.authorizer.ttl-default') : `${num(ttl)} s`}: for the call that made it and ${num(span - 1)} more, ${num(span)} in all.`,
        `${num(calls)} calls ÷ ${num(span)}, rounded up: ${num(Math.ceil(calls / span))} runs for each user.`,
        `${num(users)} × ${num(Math.ceil(calls / span))} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
