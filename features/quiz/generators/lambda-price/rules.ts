import {
  dollars,
  type Generator,
  gbSeconds,
  num,
  numeric,
  single,
  TO_THE_CENT,
  usd,
} from '../kit/rules'

const MILLION = 1_000_000
const SECONDS_OF_HOUR = 3600

/** The duration charge on x86 less that on arm64. */
export const armSaving: Generator = {
  id: 'gen.arm-saving',
  formula: 'GB × runs × (s on x86 × price of x86 − s on arm64 × price of arm64)',
  topic: 'pricing',
  level: 'mid',
  skill: 'apply',
  cards: ['pricing.arm-saving'],
  source: 'LP',
  teaches: 'guide.9.lambda.duration',
  make(chance, book) {
    const runs = chance.int(10, 120) * MILLION
    const ms = chance.int(1, 9) * 100
    const armMs = (ms / 100) * chance.pick([90, 95, 105, 110])
    const mb = chance.pick([512, 1024, 1536, 2048, 3072])
    const x86 = book.price('price.lambda.duration-x86')
    const arm = book.price('price.lambda.duration-arm')
    const [before, after] = [gbSeconds(runs, ms, mb), gbSeconds(runs, armMs, mb)]
    const answer = before * x86 - after * arm
    return {
      given: { runs, ms, armMs, mb },
      stem: `<p>A function with ${num(mb)} MB in us-east-1 runs ${num(runs / MILLION)} million times a month: ${num(ms)} ms on x86, ${num(armMs)} ms on arm64. How much less is the duration charge of a month on arm64? Leave the free tier aside. ${TO_THE_CENT}</p>`,
      body: numeric(dollars(answer), 'USD', 0.01, [
        [dollars(before * (x86 - arm)), 'The run time was taken to stay the same.'],
        [dollars((before - after) * x86), 'Only the run time was changed; the rate is lower, too.'],
        [dollars(after * arm), 'This is what is paid on arm64, not what is saved.'],
      ]),
      steps: [
        `x86: ${num(before)} GB-s × ${usd(x86, 10)} = ${usd(before * x86)}.`,
        `arm64: ${num(after)} GB-s × ${usd(arm, 10)} = ${usd(after * arm)}.`,
        `Saved: <strong>${usd(answer)}</strong>`,
      ],
    }
  },
}

/** What provisioned environments cost by the clock, whether they are used or not. */
export const provisionedCharge: Generator = {
  id: 'gen.provisioned-charge',
  formula: 'environments × GB × hours × 3,600 × provisioned price',
  topic: 'pricing',
  level: 'mid',
  skill: 'apply',
  cards: ['pricing.pc-unit', 'pricing.pc-clock'],
  source: 'LP',
  teaches: 'guide.9.lambda.provisioned-concurrency',
  make(chance, book) {
    const environments = chance.int(5, 60)
    const hours = chance.int(6, 16)
    const days = chance.int(18, 31)
    const mb = chance.pick([512, 1024, 1536, 2048])
    const price = book.price('price.lambda.pc')
    const second = (environments * mb * hours * SECONDS_OF_HOUR) / 1024
    const used = second * days
    return {
      given: { environments, hours, days, mb },
      stem: `<p>${num(environments)} provisioned environments of ${num(mb)} MB on x86 in us-east-1 are switched on for ${num(hours)} hours a day, on ${num(days)} days of a month. What does keeping them cost, apart from requests and duration? ${TO_THE_CENT}</p>`,
      body: numeric(dollars(used * price), 'USD', 0.01, [
        [
          dollars(((used * 24) / hours) * price),
          'They are paid for the hours when they are switched on, not round the clock.',
        ],
        [
          dollars(used * book.aside.price('price.lambda.pc-duration')),
          'This is the rate of runs in provisioned environments; keeping them has its own.',
        ],
        [
          dollars(used * book.aside.price('price.lambda.duration-x86')),
          'This is the rate of runs on demand.',
        ],
        [dollars(second * price), 'This is a single day.'],
      ]),
      steps: [
        `${num(hours)} hours × 3,600 × ${num(days)} days = ${num(hours * SECONDS_OF_HOUR * days)} s.`,
        `${num(environments)} × ${num(mb / 1024)} GB × ${num(hours * SECONDS_OF_HOUR * days)} s = ${num(used)} GB-s.`,
        `${num(used)} × ${usd(price, 10)} = <strong>${usd(used * price)}</strong>`,
      ],
    }
  },
}

/** Provisioned or on demand, by how busy the environments are. */
export const provisionedOrNot: Generator = {
  id: 'gen.provisioned-or-not',
  formula: 'GB-s kept × (provisioned price + utilisation × (its duration price − price on demand))',
  topic: 'cold-starts',
  level: 'senior',
  skill: 'design',
  cards: ['cold-starts.provisioned-break-even'],
  source: 'LP',
  teaches: 'snapstart-or-provisioned-concurrency',
  make(chance, book) {
    const environments = chance.int(4, 50)
    const busy = chance.pick([20, 30, 40, 50, 70, 80, 90])
    const mb = chance.pick([1024, 2048])
    const days = chance.int(28, 31)
    const kept = (environments * mb * days * 24 * SECONDS_OF_HOUR) / 1024
    const run = (kept / 100) * busy
    const [pc, reduced, demand] = [
      book.price('price.lambda.pc'),
      book.price('price.lambda.pc-duration'),
      book.price('price.lambda.duration-x86'),
    ]
    const provisioned = kept * pc + run * reduced
    const difference = provisioned - run * demand
    const said = (by: number) =>
      by < 0 ? `Provisioned concurrency, by ${usd(by)}` : `On demand, by ${usd(by)}`
    return {
      given: { environments, busy, mb, days },
      stem: `<p>${num(environments)} environments of ${num(mb)} MB (x86, us-east-1) would be kept provisioned through a month of ${num(days)} days. Traffic is even and keeps each of them busy ${num(busy)} % of the time. Requests cost the same either way. Which is cheaper for this month, and by how much? Leave the free tier aside.</p>`,
      body: single(
        [
          said(difference),
          'Keeping and running, compared with running alone at the rate on demand, for the same GB-seconds.',
        ],
        [
          [
            said(-difference),
            'The sum is right and its sign is not: whoever pays less is the cheaper one.',
          ],
          [
            said(kept * pc - run * demand),
            'Runs in provisioned environments are charged as well, at a reduced rate.',
          ],
          [
            said(kept * (pc + reduced) - run * demand),
            'Duration is charged for the time that runs take, not for the time that environments are kept.',
          ],
          [
            said(kept * pc),
            'This is the charge for keeping alone; it saves part of the duration charge.',
          ],
        ],
      ),
      steps: [
        `Kept: ${num(environments)} × ${num(mb / 1024)} GB × ${num(days * 24 * SECONDS_OF_HOUR)} s = ${num(kept)} GB-s; run: ${num(busy)} % of it, ${num(run)} GB-s.`,
        `Provisioned: ${num(kept)} × ${usd(pc, 10)} + ${num(run)} × ${usd(reduced, 10)} = ${usd(provisioned)}.`,
        `On demand: ${num(run)} × ${usd(demand, 10)} = ${usd(run * demand)}.`,
        `<strong>${said(difference)}</strong>`,
      ],
    }
  },
}

/** Temporary storage beyond what is included. */
export const tmpStorage: Generator = {
  id: 'gen.tmp-storage',
  formula: 'runs × s × (storage − included) GB × storage price',
  topic: 'pricing',
  level: 'mid',
  skill: 'apply',
  cards: ['pricing.gb-second', 'lambda-basics.two-meters'],
  source: 'LP',
  teaches: 'the-lambda-meters',
  make(chance, book) {
    const runs = chance.int(5, 90) * MILLION
    const seconds = chance.int(2, 30)
    const storage = chance.int(3, 20) * 512
    const mb = chance.pick([256, 512, 1024])
    const included = book.n('lambda.tmp.min')
    const price = book.price('price.lambda.tmp')
    const used = gbSeconds(runs, seconds * 1000, storage - included)
    return {
      given: { runs, seconds, storage },
      stem: `<p>A function in us-east-1 with ${num(mb)} MB of memory has ${num(storage)} MB of ephemeral storage in <code>/tmp</code>. It runs ${num(runs / MILLION)} million times a month, ${num(seconds)} s each. What does the storage add to the bill? ${TO_THE_CENT}</p>`,
      body: numeric(dollars(used * price), 'USD', 0.01, [
        [
          dollars(gbSeconds(runs, seconds * 1000, storage) * price),
          'The storage that every function has is free.',
        ],
        [
          dollars(gbSeconds(runs, seconds * 1000, mb) * price),
          'It is the storage that is charged here, not the memory.',
        ],
        [
          dollars(
            gbSeconds(runs, seconds * 1000, storage - included) *
              book.aside.price('price.lambda.duration-x86'),
          ),
          'This is the rate of memory; storage has a far lower one.',
        ],
      ]),
      steps: [
        `${book.t('lambda.tmp.min')} are included: ${num(storage)} − ${num(included)} = ${num(storage - included)} MB are charged, ${num((storage - included) / 1024)} GB.`,
        `${num(runs)} × ${num(seconds)} s × ${num((storage - included) / 1024)} GB = ${num(used)} GB-s.`,
        `${num(used)} × ${usd(price, 10)} = <strong>${usd(used * price)}</strong>`,
      ],
    }
  },
}
