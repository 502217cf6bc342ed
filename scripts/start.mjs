import { spawn } from 'node:child_process'
import { build, environment, migrateDatabase, prepare } from './prepare.mjs'

const dev = process.argv.includes('--dev')
const env = environment()
console.log(`Coldstart${dev ? ' (development)' : ''}`)
await prepare()
await migrateDatabase(env.DATABASE_URL)
if (!dev) await build()
console.log(`\n  http://localhost:${env.PORT}\n`)

const app = spawn(
  process.execPath,
  ['node_modules/next/dist/bin/next', dev ? 'dev' : 'start', '--port', env.PORT],
  {
    stdio: 'inherit',
    env: { ...process.env, ...env, NODE_ENV: dev ? 'development' : 'production' },
  },
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal))
app.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)))
