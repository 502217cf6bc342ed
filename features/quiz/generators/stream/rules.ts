import { type Generator, num, numeric, rounded } from '../kit/rules'

const PARALLEL_MAX = 'lambda.stream.parallel-max'

/** How many batches of a shard must be worked on at a time, and the concurrency this gives. */
export const streamConcurrency: Generator = {
  id: 'gen.stream-concurrency',
  formula: 'shards × ⌈records a second of a shard × s of a batch ÷ batch⌉',
  topic: 'invocation-and-errors',
  level: 'senior',
  skill: 'design',
  cards: ['invocation-and-errors.stream-block', 'observability.iterator-age'],
  source: 'KP',
  teaches: 'queues-and-streams-are-polled',
  make(chance, book) {
    const shards = chance.int(2, 24)
    const batch = book.n('lambda.stream.batch-default')
    const most = book.n(PARALLEL_MAX)
    const factor = chance.int(2, most)
    const ms = chance.int(4, 40) * 50
    // A rate that needs just this factor: between factor − 1 and factor batches at a time.
    const rate = Math.floor(((factor - chance.int(1, 8) / 10) * batch * 1000) / ms)
    const answer = shards * factor
    return {
      given: { shards, rate, ms },
      stem: `<p>Each of the ${num(shards)} shards of a Kinesis stream gets ${num(rate)} records a second, spread over many partition keys. A function takes batches of the default size, which are always full, and works ${num(ms)} ms on each. You set the lowest <code>ParallelizationFactor</code> that keeps up. Up to how many environments does the function then use at a time?</p>`,
      body: numeric(answer, 'environments', 0, [
        [shards, 'This is one batch of each shard at a time, which does not keep up here.'],
        [shards * most, 'This is the highest factor; a lower one keeps up.'],
        [shards * (factor - 1), 'Rounded down, the function falls behind.'],
        [factor, 'The factor holds for each shard.'],
      ]),
      steps: [
        `A batch is ${book.t('lambda.stream.batch-default')}: ${num(rate)} ÷ ${num(batch)} = ${num(rate / batch)} batches a second for each shard.`,
        `× ${num(ms / 1000)} s = ${num(rounded((rate * ms) / (batch * 1000), 4))} at a time: the factor is ${num(factor)} (of ${book.t(PARALLEL_MAX)} at most).`,
        `${num(shards)} × ${num(factor)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How old the record at hand is when a consumer is too slow. */
export const iteratorAge: Generator = {
  id: 'gen.iterator-age',
  formula: 'time × (1 − consumed rate ÷ produced rate)',
  topic: 'observability',
  level: 'senior',
  skill: 'diagnose',
  cards: ['observability.iterator-age', 'observability.iterator-age-reverse'],
  source: 'KP',
  teaches: 'lambda-metrics',
  make(chance) {
    const produced = chance.int(4, 40) * 50
    const percent = chance.int(12, 95)
    const minutes = chance.int(10, 90)
    const consumed = Math.round((produced * percent) / 100)
    const answer = rounded((minutes * 60 * (produced - consumed)) / produced, 0)
    return {
      given: { produced, consumed, minutes },
      stem: `<p>From now on ${num(produced)} records a second are written to a shard, while its function reads ${num(consumed)} a second; until now it had kept up. How old, in whole seconds, is the record it reads ${num(minutes)} minutes later? That is what <code>IteratorAge</code> shows. 1 s off still counts.</p>`,
      body: numeric(answer, 's', 1, [
        [
          rounded((minutes * 60 * consumed) / produced, 0),
          'This is when the record was written, not how old it is.',
        ],
        [
          rounded((minutes * 60 * (produced - consumed)) / consumed, 0),
          'This is how long the backlog takes to be read, not how old its oldest record is.',
        ],
        [minutes * 60 * (produced - consumed), 'This is the backlog in records.'],
        [rounded((minutes * (produced - consumed)) / produced, 0), 'These are minutes.'],
      ]),
      steps: [
        `In ${num(minutes * 60)} s the function reads ${num(consumed * minutes * 60)} records.`,
        `The last of them was written ${num(rounded((consumed * minutes * 60) / produced, 2))} s after the start.`,
        `${num(minutes * 60)} − ${num(rounded((consumed * minutes * 60) / produced, 2))}, in whole seconds: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How long it takes to read what piled up during an outage. */
export const catchUp: Generator = {
  id: 'gen.catch-up',
  formula: 'outage × produced rate ÷ (capacity − produced rate)',
  topic: 'observability',
  level: 'mid',
  skill: 'diagnose',
  cards: ['observability.iterator-age'],
  source: 'KP',
  teaches: 'lambda-metrics',
  make(chance) {
    const produced = chance.int(4, 40) * 25
    const spare = chance.pick([10, 20, 25, 40, 50, 80, 125, 200])
    const capacity = produced + spare * chance.int(1, 3)
    const outage = chance.int(5, 60)
    const answer = rounded((outage * produced) / (capacity - produced), 1)
    return {
      given: { produced, capacity, outage },
      stem: `<p>A stream gets ${num(produced)} records a second, day and night. Its function can read ${num(capacity)} a second. A faulty release stopped it for ${num(outage)} minutes; now it reads again, and nothing has expired. After how many minutes has it caught up? Give one decimal; 0.2 off still counts.</p>`,
      body: numeric(answer, 'min', 0.2, [
        [
          rounded((outage * produced) / capacity, 1),
          'Records keep coming while the backlog is read.',
        ],
        [outage, 'How fast it catches up depends on what it can read beyond what comes in.'],
        [
          rounded((outage * capacity) / (capacity - produced), 1),
          'What piled up is what came in during the outage, not what could have been read.',
        ],
        [rounded((outage * (capacity - produced)) / produced, 1), 'The fraction is upside down.'],
      ]),
      steps: [
        `Backlog: ${num(outage)} min × ${num(produced * 60)} a minute = ${num(outage * produced * 60)} records.`,
        `It shrinks by ${num(capacity)} − ${num(produced)} = ${num(capacity - produced)} a second, ${num((capacity - produced) * 60)} a minute.`,
        `${num(outage * produced * 60)} ÷ ${num((capacity - produced) * 60)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}
