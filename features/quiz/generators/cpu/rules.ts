import { type Generator, gbSeconds, num, numeric, ordering, rounded, single } from '../kit/rules'

const MEMORY = {
  title: 'Configure Lambda function memory',
  url: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html',
}

/** CPU grows in proportion to memory. */
export const vcpuOfMemory: Generator = {
  id: 'gen.vcpu-of-memory',
  formula: 'MB ÷ MB of one vCPU',
  topic: 'lambda-basics',
  level: 'screen',
  skill: 'recall',
  cards: ['lambda-basics.vcpu-anchor', 'lambda-basics.vcpu-512'],
  source: MEMORY,
  teaches: 'memory-is-the-cpu-dial',
  make(chance, book) {
    const mb = chance.int(3, 60) * 64
    const anchor = book.n('lambda.vcpu.anchor')
    const answer = rounded(mb / anchor)
    return {
      given: { mb },
      stem: `<p>How many vCPUs does a function with ${num(mb)} MB of memory get? Give two decimals; 0.02 off still counts.</p>`,
      body: numeric(answer, 'vCPU', 0.02, [
        [rounded(mb / 1024), 'A whole vCPU does not come with 1,024 MB but with more.'],
        [rounded(anchor / mb), 'The fraction is upside down: more memory gives more CPU.'],
        [Math.max(1, Math.floor(mb / anchor)), 'CPU grows smoothly, not by whole processors.'],
        [
          rounded((mb * book.aside.n('lambda.vcpu.max')) / book.aside.n('lambda.memory.max') / 2),
          'This is half of what the share of the largest function gives.',
        ],
      ]),
      steps: [
        `${book.t('lambda.vcpu.anchor')} give one vCPU, and CPU grows in proportion.`,
        `${num(mb)} ÷ ${num(anchor)} = <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

/** How long one thread of pure computing takes at another memory size. */
export const cpuDuration: Generator = {
  id: 'gen.cpu-duration',
  formula: 'wait + (ms − wait) × min(1 vCPU, before) ÷ min(1 vCPU, after)',
  topic: 'lambda-basics',
  level: 'senior',
  skill: 'apply',
  cards: ['lambda-basics.cpu-how', 'cold-starts.memory-warm', 'lambda-basics.memory-waits'],
  source: MEMORY,
  teaches: 'memory-is-the-cpu-dial',
  make(chance, book) {
    const anchor = book.n('lambda.vcpu.anchor')
    const before = chance.pick([128, 256, 384, 512, 768])
    const after = chance.pick([1024, 1536, 2048, 3072])
    const wait = chance.int(2, 30) * 10
    const work = chance.int(6, 60) * 50
    const answer = rounded(wait + (work * before) / Math.min(anchor, after), 0)
    return {
      given: { before, after, wait, work },
      stem: `<p>A warm run of a function with ${num(before)} MB takes ${num(wait + work)} ms. Of these it waits ${num(wait)} ms for a database; the rest is computing in one thread. How long does a run take with ${num(after)} MB? Give whole milliseconds; 2 ms off still count.</p>`,
      body: numeric(answer, 'ms', 2, [
        [
          rounded(((wait + work) * before) / Math.min(anchor, after), 0),
          'Waiting does not get shorter with more CPU.',
        ],
        [rounded(wait + (work * before) / after, 0), 'One thread never uses more than one vCPU.'],
        [wait + work, 'More memory is more CPU, and part of the run is computing.'],
        [rounded((work * before) / Math.min(anchor, after), 0), 'The wait was left out.'],
      ]),
      steps: [
        `Computing takes ${num(wait + work)} − ${num(wait)} = ${num(work)} ms with ${num(before)} MB.`,
        after > anchor
          ? `${num(after)} MB are more than one vCPU (${book.t('lambda.vcpu.anchor')}), and one thread uses one: ${num(work)} × ${num(before)} ÷ ${num(anchor)}.`
          : `${num(after)} MB are less than one vCPU (${book.t('lambda.vcpu.anchor')}), so all of it is used: ${num(work)} × ${num(before)} ÷ ${num(after)}.`,
        `Added to the wait of ${num(wait)} ms: <strong>${num(answer)}</strong>`,
      ],
    }
  },
}

const SIZES = [256, 512, 1024, 2048, 3008]

/** The cheapest memory size that is fast enough, from measurements. */
export const cheapestMemory: Generator = {
  id: 'gen.cheapest-memory',
  formula: 'least MB × ms among sizes with ms ≤ goal',
  topic: 'cold-starts',
  level: 'mid',
  skill: 'design',
  cards: ['cold-starts.power-tuning', 'pricing.memory-halves'],
  source: MEMORY,
  teaches: 'guide.8.strategy.3',
  make(chance) {
    const floor = chance.int(5, 30) * 10
    const work = chance.int(20, 90) * 10_240
    const ms = SIZES.map((mb) => floor + rounded((work / mb) * (0.85 + chance.next() * 0.3), 0))
    const goal = (ms[2] ?? 0) + chance.int(1, 25)
    const rows = SIZES.map((mb, index) => ({ mb, ms: ms[index] ?? 0, cost: mb * (ms[index] ?? 0) }))
    const fit = rows.filter((row) => row.ms <= goal).sort((a, b) => a.cost - b.cost)
    const key = fit[0] ?? { mb: 0, ms: 0, cost: 0 }
    const lures = rows
      .filter(({ mb }) => mb !== key.mb)
      .sort((a, b) => a.cost - b.cost)
      .map((row): [string, string] => [
        `${num(row.mb)} MB`,
        row.ms > goal
          ? `A run is ${num(row.cost / 1024)} GB-ms, but takes ${num(row.ms)} ms: more than the goal.`
          : `It meets the goal with ${num(row.ms)} ms, at ${num(row.cost / 1024)} GB-ms a run: more than is needed.`,
      ])
    return {
      given: { goal, ...Object.fromEntries(rows.map((row) => [`ms${row.mb}`, row.ms])) },
      stem: `<p>A function was measured with several memory sizes, warm:</p><table><thead><tr><th>Memory</th><th>Billed duration</th></tr></thead><tbody>${rows.map((row) => `<tr><td>${num(row.mb)} MB</td><td>${num(row.ms)} ms</td></tr>`).join('')}</tbody></table><p>A run may take ${num(goal)} ms at most. Which size is the cheapest that keeps to it?</p>`,
      body: single(
        [
          `${num(key.mb)} MB`,
          `${num(key.ms)} ms keep to the goal, and ${num(key.cost / 1024)} GB-ms a run are the least of those that do.`,
        ],
        lures,
      ),
      steps: [
        `Within ${num(goal)} ms: ${fit.map((row) => `${num(row.mb)} MB`).join(', ')}.`,
        `What is paid is memory × time: ${fit.map((row) => `${num(row.mb)} × ${num(row.ms)} = ${num(row.cost)}`).join('; ')} MB-ms.`,
        `The least of these: <strong>${num(key.mb)} MB</strong>`,
      ],
    }
  },
}

/** Runs in the order of what their duration costs. */
export const costOrder: Generator = {
  id: 'gen.cost-order',
  formula: 'order of runs × MB × ms',
  topic: 'pricing',
  level: 'screen',
  skill: 'apply',
  cards: ['pricing.gb-second', 'pricing.gb-second-example'],
  source: 'LP',
  teaches: 'the-lambda-meters',
  make(chance) {
    const names = ['orders', 'images', 'mails', 'search']
    const rows: { name: string; mb: number; ms: number; runs: number; used: number }[] = []
    while (rows.length < names.length) {
      const mb = chance.pick([128, 256, 512, 1024, 2048])
      const [ms, runs] = [chance.int(2, 60) * 10, chance.int(1, 30) * 100_000]
      const used = gbSeconds(runs, ms, mb)
      // Far enough apart to be told from each other in the head.
      if (rows.every((row) => Math.max(row.used, used) > 1.2 * Math.min(row.used, used)))
        rows.push({ name: names[rows.length] ?? '', mb, ms, runs, used })
    }
    const sorted = rows.toSorted((a, b) => a.used - b.used)
    return {
      given: Object.fromEntries(
        rows.flatMap(({ name, mb, ms, runs }) => [
          [`${name}.mb`, mb],
          [`${name}.ms`, ms],
          [`${name}.runs`, runs],
        ]),
      ),
      stem: `<p>Four x86 functions ran last month:</p><table><thead><tr><th>Function</th><th>Memory</th><th>Billed</th><th>Runs</th></tr></thead><tbody>${rows.map((row) => `<tr><td>${row.name}</td><td>${num(row.mb)} MB</td><td>${num(row.ms)} ms</td><td>${num(row.runs)}</td></tr>`).join('')}</tbody></table><p>Put them in the order of their duration charge, the lowest first.</p>`,
      body: ordering(
        sorted.map((row) => [
          row.name,
          `${num(row.runs)} × ${num(row.ms / 1000)} s × ${num(row.mb / 1024)} GB = ${num(row.used)} GB-s.`,
        ]),
      ),
      steps: [
        'Duration is charged by GB-seconds: runs × seconds × GB.',
        ...sorted.map((row) => `${row.name}: <strong>${num(row.used)}</strong> GB-s`),
      ],
    }
  },
}
