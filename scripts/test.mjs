import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { findBrowser } from './browser.mjs'
import { build, environment, prepare, step } from './prepare.mjs'

// Every test, from a fresh clone: types, lint, unit and data, content and its samples, browser journeys.
const TSX = ['--conditions=react-server', '--import', 'tsx']
const PARTS = ['types', 'lint', 'unit', 'content', 'journeys']

const chosen = process.argv.indexOf('--only')
const only = chosen < 0 ? PARTS : (process.argv[chosen + 1] ?? '').split(',')
const rest = chosen < 0 ? process.argv.slice(2) : process.argv.slice(chosen + 2)
if (!only.every((part) => PARTS.includes(part))) {
  console.error(`usage: npm test -- [--only ${PARTS.join(',')}]`)
  process.exit(2)
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address()
      server.close(() => resolve(String(port)))
    })
  })

const node = (args, env = {}) => [process.execPath, args, env]
const COMMANDS = {
  types: () => node(['node_modules/typescript/bin/tsc', '--noEmit']),
  lint: () => node(['node_modules/@biomejs/biome/bin/biome', 'check', '.']),
  unit: () => node(['node_modules/vitest/vitest.mjs', 'run']),
  content: () => node([...TSX, 'scripts/content-check.ts']),
  journeys: async () => {
    const browser = await findBrowser()
    console.log(`  browser: ${browser}`)
    return node(['node_modules/@playwright/test/cli.js', 'test', ...rest], {
      PLAYWRIGHT_CHROMIUM_PATH: browser,
      E2E_PORT: await freePort(),
    })
  },
}

await prepare()
await step('generate route types', 'Look at next.config.js and app/.', () => {
  spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], {
    env: { ...process.env, ...environment() },
  })
})
const failed = []
for (const part of PARTS.filter((name) => only.includes(name))) {
  console.log(`\n${part}`)
  if (part === 'journeys') await build()
  const began = Date.now()
  const [command, args, env] = await COMMANDS[part]()
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  console.log(
    `  ${part}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - began) / 1000).toFixed(1)} s`,
  )
  if (status !== 0) failed.push(part)
}
const passed = only.length - failed.length
console.log(
  `\n${failed.length > 0 ? `Failed: ${failed.join(', ')}\n` : ''}${passed} passed, ${failed.length} failed`,
)
process.exit(failed.length > 0 ? 1 : 0)
