import { readFileSync } from 'node:fs'
import GithubSlugger from 'github-slugger'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { cacheCost, connectionCost, messageCost, priceOf } from '@/emulator/gateway/cost'
import { gbSeconds, lambdaMonth, tieredPrice } from '@/emulator/lambda/cost'
import { handlerMs, vcpusOf } from '@/emulator/lambda/cost-model'
import { figuresSchema } from '@/features/cards/schema'
import { figuresFor } from '@/features/sandbox/figures/rules'
import { chanceOf } from '../chance/rules'
import { grade } from '../grade/rules'
import { bookOf, type Generated, numeric } from './kit/rules'
import { generatedFaults, generatorFaults, keyOf } from './lint/rules'
import { GENERATORS, generatedExercise, generatorOf, isGenerated } from './rules'

const read = (path: string) => readFileSync(path, 'utf8')
const figures = figuresSchema.parse(parse(read('content/figures.yaml')))
const prices = figuresFor(figures)
const v = (id: string) => Number(figures.figures[id]?.value)
const SEEDS = Array.from({ length: 1000 }, (_, index) => `seed ${index}`)

type Given = Record<string, number>
const of = (given: Given) => (name: string) => {
  const value = given[name]
  if (value === undefined) throw new Error(`${name} is not given`)
  return value
}
const least = (from: number, holds: (n: number) => boolean) => {
  let n = from
  while (!holds(n)) n += 1
  return n
}
const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0)
const range = (length: number) => Array.from({ length }, (_, index) => index)
const month = (
  requests: number,
  billedMs: number,
  memoryMb: number,
  freeTier = false,
  arm = false,
) =>
  lambdaMonth(
    { requests, billedMs, memoryMb, freeTier, architecture: arm ? 'arm64' : 'x86_64' },
    prices,
  )
const usdOf = (lines: { usd: number }[]) => sumOf(lines.map(({ usd }) => usd))
const x86 = (seconds: number) => tieredPrice(prices.prices.lambda.x86_64.gbSecond, seconds)
const asyncStarts = (run: number) => [0, run + 60, run + 60 + run + 120]

/**
 * Every answer a second time, another way: by the emulator's own price functions, by simulation
 * or by trying one number after the other.
 */
const AGAIN: Record<string, (g: (name: string) => number) => number | string | string[]> = {
  'gen.lambda-month': (g) => usdOf(month(g('runs'), g('ms'), g('mb'), g('free') === 1)),
  'gen.billed-ms': (g) => {
    let ms = 0
    while (ms * 10 < g('tenths')) ms += 1
    return gbSeconds(ms, g('mb')) * g('runs')
  },
  'gen.init-bill': (g) => {
    const cold = (g('runs') * g('perThousand')) / 1000
    return month(cold, g('initMs'), g('mb'))[1]?.usd ?? 0
  },
  'gen.async-chunks': (g) => {
    let requests = 1
    for (let kb = 256; kb < g('kb'); kb += 64) requests += 1
    return (requests * g('events')) / 1e6
  },
  'gen.arm-saving': (g) =>
    (month(g('runs'), g('ms'), g('mb'))[1]?.usd ?? 0) -
    (month(g('runs'), g('armMs'), g('mb'), false, true)[1]?.usd ?? 0),
  'gen.provisioned-charge': (g) => {
    const day = sumOf(range(g('hours')).map(() => (g('mb') / 1024) * 3600 * v('price.lambda.pc')))
    return day * g('days') * g('environments')
  },
  'gen.provisioned-or-not': (g) => {
    const hour = (g('environments') * g('mb') * 3600) / 1024
    const busy = (hour * g('busy')) / 100
    const hours = g('days') * 24
    const kept = hours * (hour * v('price.lambda.pc') + busy * v('price.lambda.pc-duration'))
    const demand = hours * busy * v('price.lambda.duration-x86')
    const money = Math.abs(kept - demand).toLocaleString('en-US', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    })
    return `${kept < demand ? 'Provisioned concurrency' : 'On demand'}, by $${money}`
  },
  'gen.tmp-storage': (g) => {
    const gb = g('storage') / 1024 - 0.5
    return g('runs') * g('seconds') * gb * v('price.lambda.tmp')
  },
  'gen.rest-steps': (g) => priceOf(prices.prices.restRequest, g('calls')),
  'gen.http-metered': (g) => {
    let units = 0
    for (let kb = g('kb'); kb > 0; kb -= 512) units += 1
    return priceOf(prices.prices.httpRequest, units * g('calls'))
  },
  'gen.rest-or-http': (g) => {
    const calls = g('rate') * 60 * 60 * 24 * g('days')
    return priceOf(prices.prices.restRequest, calls) - priceOf(prices.prices.httpRequest, calls)
  },
  'gen.function-url': (g) => {
    const { restRequest, httpRequest } = prices.prices
    const gateway = priceOf(g('rest') ? restRequest : httpRequest, 1000)
    return (100 * gateway) / (gateway + usdOf(month(1000, g('ms'), g('mb'))))
  },
  'gen.egress': (g) => {
    const gb = (g('millions') * 1e6 * g('kb')) / 1e6
    return (gb - v('price.egress.free')) * v('price.egress')
  },
  'gen.log-sampling': (g) => {
    const gb = (share: number) => (g('millions') * 1e6 * g('debug') * g('bytes') * share) / 1e9
    return (gb(1) - gb(g('kept') / 100)) * v('price.logs.ingest')
  },
  'gen.websocket-month': (g) => {
    const client = connectionCost(prices, g('hours') * 3_600_000).usd
    const hour = g('perHour') * messageCost(prices, g('kb') * 1024).usd
    return g('clients') * g('days') * (client + hour * g('hours'))
  },
  'gen.cache-break-even': (g) => {
    const size = [0.5, 1.6, 6.1, 13.5][g('cache')] ?? 0
    const hits = usdOf(month(1e6, g('ms'), g('mb')))
    return (cacheCost(prices, size, 24 * g('days')).usd / hits) * 1e6
  },
  'gen.concurrency-of-rate': (g) => {
    // A hundred seconds of arrivals, and how many milliseconds of work each brings.
    const writes = (g('rate') * (100 - g('reads'))) / 100
    const busy = 100 * ((g('rate') - writes) * g('readMs') + writes * g('writeMs'))
    return least(1, (n) => n * 100_000 >= busy - 1e-6)
  },
  'gen.cold-arrivals': (g) => {
    const busyUntil = range(g('warm')).map(() => 0)
    let cold = 0
    for (const [at, requests] of [
      [0, g('first')],
      [g('gap'), g('second')],
    ] as const)
      for (let request = 0; request < requests; request += 1) {
        const idle = busyUntil.findIndex((until) => until <= at)
        if (idle >= 0) busyUntil[idle] = at + g('ms')
        else {
          cold += 1
          busyUntil.push(at + g('initMs') + g('ms'))
        }
      }
    return cold
  },
  'gen.provisioned-needed': (g) =>
    least(1, (n) => g('rate') * g('ms') * 100 <= n * g('target') * 1000),
  'gen.request-cap': (g) =>
    least(1, (n) => (n + 1) * g('ms') > g('reserved') * 1000 || n + 1 > g('reserved') * 10),
  'gen.reservable': (g) => least(1, (n) => g('quota') - g('a') - g('b') - g('c') - (n + 1) < 100),
  'gen.scale-out': (g) => {
    let [environments, seconds] = [g('present') + 1000, 0]
    while (environments < g('wanted')) {
      environments += 1000
      seconds += g('interval')
    }
    return seconds
  },
  'gen.bucket-passes': (g) => {
    let [tokens, refused] = [g('burst'), 0]
    const arrive = (requests: number) => {
      for (let request = 0; request < requests; request += 1)
        if (tokens >= 1) tokens -= 1
        else refused += 1
    }
    arrive(g('first'))
    for (let token = 0; token < g('rate') * g('wait'); token += 1)
      if (tokens < g('burst')) tokens += 1
    arrive(g('second'))
    return refused
  },
  'gen.token-wait': (g) => {
    // Tokens in thousandths, a millisecond at a time.
    let tokens = g('tokens') * 1000
    return least(0, (ms) => {
      if (ms > 0) tokens += g('rate') - g('others')
      return tokens >= g('batch') * 1000
    })
  },
  'gen.quota-day': (g) => {
    let [sent, day, today] = [0, 1, g('start')]
    while (sent + today <= g('quota')) {
      sent += today
      today += g('growth')
      day += 1
    }
    return day
  },
  'gen.timeout-chain': (g) => {
    const limit = g('http') ? prices.limits.httpTimeoutMs : prices.limits.restTimeoutMs
    const longest = (ms: number) =>
      g('initMs') + g('ownMs') + g('reserveMs') + g('calls') * (ms + g('retries') * ms)
    return least(1, (ms) => longest(ms + 1) > limit)
  },
  'gen.backoff': (g) => {
    let [now, wait] = [0, g('base')]
    for (let turn = 1; turn <= g('tries'); turn += 1) {
      now += g('timeout')
      if (turn < g('tries')) now += Math.min(wait, g('cap'))
      wait *= 2
    }
    return now
  },
  'gen.retry-amplification': (g) => {
    const calls = (layers: number[]): number => {
      const [retries, ...below] = layers
      return retries === undefined ? 1 : sumOf(range(retries + 1).map(() => calls(below)))
    }
    return g('requests') * calls([g('client'), g('first'), g('second')])
  },
  'gen.vcpu-of-memory': (g) => vcpusOf(g('mb')),
  'gen.cpu-duration': (g) => {
    const cpuMs = g('work') * vcpusOf(g('before'))
    return handlerMs(
      {
        name: 'f',
        memoryMb: g('after'),
        code: { kind: 'canned', value: null, cpuMs, durationMs: g('wait') },
      } as Parameters<typeof handlerMs>[0],
      0,
    )
  },
  'gen.cheapest-memory': (g) => {
    const fit = [256, 512, 1024, 2048, 3008].filter((mb) => g(`ms${mb}`) <= g('goal'))
    const cost = (mb: number) => gbSeconds(g(`ms${mb}`), mb)
    const cheapest = fit.reduce((best, mb) => (cost(mb) < cost(best) ? mb : best))
    return `${cheapest.toLocaleString('en-US')} MB`
  },
  'gen.cost-order': (g) => {
    const usd = (name: string) =>
      x86(g(`${name}.runs`) * gbSeconds(g(`${name}.ms`), g(`${name}.mb`)))
    return ['orders', 'images', 'mails', 'search'].sort((a, b) => usd(a) - usd(b))
  },
  'gen.async-dead-letter': (g) => (asyncStarts(g('run'))[g('retries')] ?? 0) + g('run'),
  'gen.async-age': (g) => {
    const tries = asyncStarts(g('run')).filter((start) => start <= g('age')).length
    return `${tries} ${tries === 1 ? 'try' : 'tries'}`
  },
  'gen.async-order': (g) => {
    const tries = (event: string, from: number, run: number) =>
      asyncStarts(run).map((start, index) => ({
        at: from + start,
        said: `Event ${event}, ${['first', 'second', 'third'][index]} try`,
      }))
    return [...tries('B', g('at'), g('runB')), ...tries('A', 0, g('runA'))]
      .sort((one, other) => one.at - other.at)
      .map(({ said }) => said)
  },
  'gen.visibility-timeout': (g) => {
    const timeout = sumOf(range(g('batch')).map(() => g('each') * g('margin')))
    return sumOf(range(6).map(() => timeout))
  },
  'gen.partial-batch': (g) => {
    const batches = range(g('batches')).map((index) => {
      const failed = index < g('ones') ? 1 : index < g('ones') + g('twos') ? 2 : 0
      return range(g('batch')).map((message) => message >= failed)
    })
    return batches
      .filter((batch) => batch.includes(false))
      .flat()
      .filter(Boolean).length
  },
  'gen.max-receives': (g) => {
    let [now, received] = [0, 0]
    while (received < g('receives')) {
      received += 1
      now += g('visibility')
    }
    return now
  },
  'gen.stream-concurrency': (g) => {
    const factor = least(1, (n) => (n * 100 * 1000) / g('ms') >= g('rate'))
    return factor <= 10 ? factor * g('shards') : Number.NaN
  },
  'gen.iterator-age': (g) => {
    const now = g('minutes') * 60
    return now - (g('consumed') * now) / g('produced')
  },
  'gen.catch-up': (g) => {
    let [backlog, minutes] = [g('produced') * 60 * g('outage'), 0]
    while (backlog > 0) {
      backlog -= ((g('capacity') - g('produced')) * 60) / 100
      minutes += 0.01
    }
    return minutes
  },
  'gen.linear-exposure': (g) => {
    let served = 0
    for (let second = 0; second < g('steps') * g('every') * 60; second += 1)
      served += g('rate') * g('share') * (1 + Math.floor(second / (g('every') * 60)))
    return served / 100
  },
  'gen.canary-failures': (g) => {
    let failed = 0
    for (let second = 0; second < g('minutes') * 60; second += 1)
      failed += g('rate') * g('share') * g('failing')
    return failed / 10_000
  },
  'gen.package-room': (g) => least(1, (n) => g('code') + g('first') + g('second') + n + 1 > 250),
  'gen.base64-room': (g) =>
    least(
      1,
      (kb) =>
        4 * Math.ceil(((kb + 1) * 1024) / 3) + g('rest') * 1024 >
        v('lambda.payload.sync') * 1024 ** 2,
    ),
  'gen.miss-rate': (g) => {
    const misses = (hits: number) => range(100).filter((request) => request >= hits).length
    return 100 * (misses(g('after')) / misses(g('before')) - 1)
  },
  'gen.authorizer-runs': (g) => {
    let [runs, until] = [0, -1]
    for (let now = 0; now < 3600; now += g('pause'))
      if (now >= until) {
        runs += 1
        until = now + g('ttl')
      }
    return runs * g('users')
  },
}

describe.each(GENERATORS.map((generator) => [generator.id, generator] as const))(
  '%s',
  (id, generator) => {
    it('has the answer that another computation finds', () => {
      const again = AGAIN[id]
      const wrong = SEEDS.flatMap((seed) => {
        const one = generator.make(chanceOf(`${id} ${seed}`), bookOf(figures))
        const [key, other] = [keyOf(one), again?.(of(one.given))]
        // Rounding of what is asked for: half a cent, half a unit.
        const room = one.body.kind === 'numeric' ? Math.max(one.body.tolerance, 1e-6) + 1e-6 : 0
        const same =
          typeof key === 'number'
            ? Math.abs(Number(other) - key) <= room
            : JSON.stringify(other) === JSON.stringify(key)
        return same ? [] : [{ stem: one.stem, key, other }]
      })
      expect(wrong).toEqual([])
    })

    it('can be asked of every seed: one answer that makes sense, other lures, fresh numbers', () => {
      expect(generatorFaults(generator, figures, SEEDS)).toEqual([])
    })

    it('refers to a place, cards and sources that exist', () => {
      const page = read(`content/topics/${generator.topic}.md`)
      const slugger = new GithubSlugger()
      const headings = [...page.matchAll(/^#{2,3} (.+?)(?: \{#.*\})?$/gm)].map(([, text = '']) =>
        slugger.slug(text),
      )
      const items = [...page.matchAll(/\{#([^}]+)\}|\bid=([\w.-]+)/g)].flatMap(([, marks, one]) =>
        marks ? marks.split(/ ?#/) : [one],
      )
      expect([...headings, ...items].map((anchor) => anchor?.trim())).toContain(generator.teaches)
      for (const card of generator.cards)
        expect(read(`content/cards/${card.split('.')[0]}.yaml`)).toMatch(
          new RegExp(`^- id: ${card.replaceAll('.', '\\.')}$`, 'm'),
        )
      const { source } = generatedExercise(generator, 'x', figures)
      expect(source.url).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//)
    })
  },
)

describe('all generators', () => {
  it('are enough, and none has the id or the formula of another', () => {
    expect(GENERATORS.length).toBeGreaterThanOrEqual(26)
    for (const part of ['id', 'formula'] as const)
      expect(new Set(GENERATORS.map((generator) => generator[part])).size).toBe(GENERATORS.length)
    expect(Object.keys(AGAIN).sort()).toEqual(GENERATORS.map(({ id }) => id).sort())
    for (const { id } of GENERATORS) expect(id).toMatch(/^gen\.[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  it('make the same of the same seed, and something else of another', () => {
    for (const generator of GENERATORS) {
      const [one, same, other] = ['a', 'a', 'b'].map((seed) =>
        generatedExercise(generator, seed, figures),
      )
      expect(same).toEqual(one)
      expect(other?.stemText).not.toBe(one?.stemText)
    }
  })

  it('are graded like the bank: the key is right, each lure is wrong for its reason', () => {
    for (const generator of GENERATORS)
      for (const seed of SEEDS.slice(0, 20)) {
        const { body } = generatedExercise(generator, seed, figures)
        if (body.kind !== 'numeric') continue
        const graded = (value: number) => grade(body, { kind: 'number', text: String(value) }, seed)
        expect(graded(body.answer)?.right).toBe(true)
        for (const lure of body.lures) {
          const verdict = graded(lure.answer)
          expect(verdict?.right).toBe(false)
          expect(verdict?.findings[0]?.whyHtml).toBe(lure.whyHtml)
        }
      }
  })

  it('follow the figures: another price makes another answer, named with its source and day', () => {
    const dearer = structuredClone(figures)
    const figure = dearer.figures['price.egress']
    if (!figure) return expect.unreachable()
    Object.assign(figure, { value: 0.18, text: '$0.18 per GB', verified: '2026-12-24' })
    const generator = generatorOf('gen.egress')
    if (!generator) return expect.unreachable()
    const [before, after] = [figures, dearer].map((all) => generatedExercise(generator, 'x', all))
    if (before?.body.kind !== 'numeric' || after?.body.kind !== 'numeric')
      return expect.unreachable()
    expect(after.body.answer).toBeCloseTo(2 * before.body.answer, 1)
    expect(after.keyHash).not.toBe(before.keyHash)
    expect(after.explainHtml).toContain('$0.18 per GB')
    expect(after.explainHtml).toContain('checked on 2026-12-24')
    // A figure that only a lure is made of is none of the answer's.
    const metered = generatorOf('gen.http-metered')
    const shown = metered && generatedExercise(metered, 'x', figures).explainHtml
    expect(shown).toContain('$1.00 per million')
    expect(shown).not.toContain('$3.50')
  })

  it('say which figure is missing', () => {
    const { 'price.egress': _, ...rest } = figures.figures
    const generator = generatorOf('gen.egress')
    expect(
      () => generator && generatedExercise(generator, 'x', { ...figures, figures: rest }),
    ).toThrow('price.egress')
  })

  it('are told from the bank by their ids', () => {
    expect(isGenerated('gen.egress')).toBe(true)
    expect(isGenerated('quiz.pricing.egress')).toBe(false)
    expect(generatorOf('gen.none')).toBeNull()
  })
})

describe('the check of generators can fail', () => {
  const sound: Generated = {
    given: {},
    stem: '<p>How many?</p>',
    body: numeric(4, 'runs', 0, [
      [3, 'One too few.'],
      [5, 'One too many.'],
    ]),
    steps: ['2 × 2', '<strong>4</strong>'],
  }
  const body = sound.body.kind === 'numeric' ? sound.body : expect.unreachable()

  it.each<[string, Partial<Generated>]>([
    ['no number', { stem: '<p>NaN times</p>' }],
    ['no number', { stem: '<p>after -3 s</p>' }],
    ['no working', { steps: ['<strong>4</strong>'] }],
    ['not with the answer', { steps: ['2 × 2', '<strong>5</strong>'] }],
    ['absurd', { body: { ...body, answer: -4 } }],
    ['absurd', { body: { ...body, answer: 1e12 } }],
    ['0 lures', { body: { ...body, lures: [] } }],
    ['told apart', { body: { ...body, lures: [...body.lures, { answer: 4, whyHtml: 'x' }] } }],
    ['told apart', { body: { ...body, tolerance: 1 } }],
    [
      'same step twice',
      { body: { kind: 'ordering', steps: [1, 2].map(() => ({ html: 'a', whyHtml: '' })) } },
    ],
    ['too few options', { body: { kind: 'single', choose: 1, options: [] } }],
    ['no generator makes', { body: { kind: 'open', modelHtml: '', points: [], mustNotSay: [] } }],
  ])('%s', (fault, change) => {
    expect(generatedFaults(sound)).toEqual([])
    expect(generatedFaults({ ...sound, ...change }).join()).toContain(fault)
  })

  it('numbers that are never fresh', () => {
    const generator = generatorOf('gen.egress')
    const stale = generator && generatorFaults({ ...generator, make: () => sound }, figures, SEEDS)
    expect(stale).toEqual(['gen.egress has 1 stems for 1000 seeds'])
  })

  it('slips that lead nowhere of their own are left out', () => {
    const made = numeric(10, 's', 1, [
      [11, 'as good as right'],
      [-5, 'negative'],
      [0, 'nothing'],
      [Number.NaN, 'nothing'],
      [20, 'a slip'],
      [21, 'as good as the slip before'],
    ])
    expect(made.kind === 'numeric' && made.lures.map(({ answer }) => answer)).toEqual([20])
  })
})
