import { fork, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

// Runs the benchmark's parts one after another and prints one table; see bench/README.md.

const PARTS = [
  'pages',
  'answers',
  'queue',
  'scheduler',
  'interaction',
  'offline',
  'emulator',
  'sandbox',
  'archive',
  'interview',
  'agreement',
]
const args = process.argv.slice(2)
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : null
if (only !== null && !PARTS.includes(only)) {
  console.error(`--only takes one of ${PARTS.join(', ')}.`)
  process.exit(2)
}

/** Runs one part in a process of its own. Its rows come by message, what it says goes to stderr. */
function measure(part) {
  console.error(part)
  return new Promise((done, fail) => {
    const child = fork(resolve('bench', `${part}.ts`), [], {
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
      stdio: ['ignore', 2, 2, 'ipc'],
    })
    let rows
    child.on('message', (message) => {
      rows = message
    })
    child.on('exit', (code) =>
      code === 0 && rows ? done(rows) : fail(new Error(`bench/${part}.ts ended with ${code}`)),
    )
  })
}

function table(rows) {
  const head = ['', 'ours', 'reference', 'ratio', 'aim', '']
  const lines = rows.map(({ name, ours, reference, ratio, unit, aim, holds }) => [
    name,
    `${ours} ${unit}`,
    `${reference} ${unit}`,
    ratio.toFixed(2),
    aim,
    aim === '' ? '' : holds ? 'holds' : 'MISSED',
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...lines].map((line) => line[i].length)))
  const show = (line) =>
    line
      .map((cell, i) => (i >= 1 && i <= 3 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd()
  return [head, ...lines].map(show).join('\n')
}

// Packages, the Prisma client and the content, made as npm start makes them; told on stderr.
const PREPARE = "import('./scripts/prepare.mjs').then(({ prepare }) => prepare())"
const { status } = spawnSync(process.execPath, ['-e', PREPARE], { stdio: ['ignore', 2, 2] })
if (status !== 0) process.exit(1)

const rows = []
let failed = false
for (const part of only === null ? PARTS : [only]) {
  try {
    rows.push(...(await measure(part)))
  } catch (error) {
    failed = true
    console.error(error.message)
  }
}
console.log(args.includes('--json') ? JSON.stringify(rows, null, 2) : table(rows))
process.exit(failed || rows.some(({ holds }) => !holds) ? 1 : 0)
