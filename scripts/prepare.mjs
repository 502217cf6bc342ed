import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

// Everything between a fresh clone and a running app. Plain Node: it runs before anything is installed.

const TSX = ['--conditions=react-server', '--import', 'tsx']
const DATA = '.data'

/** Prints one line for a step with its time; a failing step says what to do and ends the process. */
export async function step(name, advice, work) {
  const began = Date.now()
  try {
    const note = await work()
    if (note === false) return
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(`  ${name.padEnd(28)} ${seconds.padStart(6)} s${note ? `   ${note}` : ''}`)
  } catch (error) {
    console.error(`\n${name} failed: ${error.message}\n${advice}`)
    process.exit(1)
  }
}

/** Runs a command; throws what it printed if it fails. */
export function run(command, args, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}

const node = (args, env) => run(process.execPath, args, env)

function* files(paths) {
  for (const path of paths) {
    if (!existsSync(path)) continue
    const stat = statSync(path)
    if (stat.isFile()) yield [path, stat]
    else yield* files(readdirSync(path).map((name) => join(path, name)))
  }
}

/** A fingerprint of what `paths` hold, tests left out. */
function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const [path] of files(paths)) {
    if (!/\.test\.tsx?$/.test(path)) hash.update(path).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Runs `work` unless `stamp` says that it was done for these very sources. */
async function once(stamp, paths, products, work) {
  const print = fingerprint(paths)
  const file = join(DATA, 'stamps', stamp)
  if (products.every(existsSync) && existsSync(file) && readFileSync(file, 'utf8') === print)
    return false
  const note = await work()
  mkdirSync(join(DATA, 'stamps'), { recursive: true })
  writeFileSync(file, print)
  return note
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Coldstart needs Node 20.19 or newer; this is ${process.versions.node}.`)
    process.exit(1)
  }
}

/** Sets what the app reads from its environment, where it is not set. A secret is made once and kept. */
export function environment(port = process.env.PORT ?? '3000') {
  mkdirSync(DATA, { recursive: true })
  const secretFile = join(DATA, 'secret')
  if (!process.env.NEXTAUTH_SECRET && !existsSync(secretFile)) {
    writeFileSync(secretFile, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return {
    PORT: port,
    DATABASE_URL: process.env.DATABASE_URL ?? `file:${resolve(DATA, 'coldstart.db')}`,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? readFileSync(secretFile, 'utf8'),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? `http://localhost:${port}`,
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** Installs packages and generates everything that sources are compiled to. */
export async function prepare() {
  checkNode()
  await step(
    'install packages',
    'Check the network and the registry (npm config get registry), then run it again.',
    () => {
      const lock = 'node_modules/.package-lock.json'
      if (existsSync(lock) && statSync(lock).mtimeMs >= statSync('package-lock.json').mtimeMs)
        return false
      run('npm', ['ci', '--no-audit', '--no-fund'])
    },
  )
  await step('generate the Prisma client', 'Look at prisma/schema.prisma.', () =>
    once(
      'prisma',
      ['prisma/schema.prisma', 'package-lock.json'],
      ['.generated/prisma/client.ts'],
      () => {
        // The generator insists that a schema engine exists and never runs it.
        node(['node_modules/prisma/build/index.js', 'generate'], {
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        })
      },
    ),
  )
  await step('subset the fonts', 'Run npm ci and try again.', () =>
    once(
      'fonts',
      ['scripts/fonts.ts', 'package-lock.json'],
      ['.generated/fonts/sans.woff2'],
      () => {
        node([...TSX, 'scripts/fonts.ts'])
      },
    ),
  )
  await step(
    'compile the content',
    'Run npm run content:check, mend what it lists, then start again.',
    () =>
      once(
        'content',
        [
          'content',
          'emulator',
          'features/cards',
          'features/interview',
          'features/quiz',
          'features/sandbox',
          'scripts/content',
          'scripts/interview',
          'scripts/labs',
          'scripts/quiz',
          'scripts/content-compile.ts',
        ],
        [
          '.generated/content.json',
          '.generated/quiz.json',
          '.generated/interviews.json',
          '.generated/search/index.json',
        ],
        () => node([...TSX, 'scripts/content-compile.ts']).trim(),
      ),
  )
  await step('build the thread for archives', 'Look at features/archive/thread/.', () =>
    once(
      'archive',
      ['features', 'scripts/archive.ts', 'package-lock.json'],
      ['.generated/archive/thread.mjs'],
      () => {
        node([...TSX, 'scripts/archive.ts'])
      },
    ),
  )
  await step('build the runtimes', 'Look at emulator/runtimes/browser/.', () =>
    once(
      'runtime',
      ['emulator', 'scripts/runtime.ts', 'package-lock.json'],
      ['.generated/runtime.json', 'public/runtime'],
      () => {
        node([...TSX, 'scripts/runtime.ts'])
      },
    ),
  )
}

/** Brings the database at `url` up to date. */
export async function migrateDatabase(url) {
  await step(
    'migrate the database',
    'The database was not changed. Check that its folder can be written to, or set DATABASE_URL to another file.',
    () => {
      const out = node([...TSX, 'scripts/migrate.ts'], { DATABASE_URL: url }).trim()
      return out || false
    },
  )
}

/** Builds the app if anything it is made of changed since the last build. */
export async function build() {
  await step(
    'build the app',
    'Run npm run check to see what is wrong, mend it, then start again.',
    () =>
      once(
        'build',
        [
          'app',
          'features',
          'components',
          'emulator',
          'lib',
          'public',
          'content',
          'prisma',
          'proxy.ts',
          'next.config.js',
          'postcss.config.mjs',
          'tsconfig.json',
          'package-lock.json',
          'scripts/fonts.ts',
          'scripts/finish-build.ts',
          'scripts/first-frame.ts',
          'scripts/worker.ts',
        ],
        ['.next/BUILD_ID', '.next/csp.json', '.next/sw.js'],
        () => {
          node(['node_modules/next/dist/bin/next', 'build'], {
            ...environment(),
            NODE_ENV: 'production',
          })
          node([...TSX, 'scripts/finish-build.ts'])
          return node([...TSX, 'scripts/worker.ts']).trim()
        },
      ),
  )
}
