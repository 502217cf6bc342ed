import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPeer, peerFolder } from './references'
import { say } from './row'

export interface Running {
  port: number
  origin: string
  stop(): Promise<void>
}

const BUILD_MS = 15 * 60_000

async function sparePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until the server answers; throws with what it printed if it ends before. */
async function answering(origin: string, child: ChildProcess): Promise<void> {
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed = `${printed}${chunk}`.slice(-4000)
    })
  }
  for (const began = Date.now(); Date.now() - began < BUILD_MS; ) {
    if (child.exitCode !== null) throw new Error(`the server ended:\n${printed}`)
    const answer = await fetch(origin).catch(() => null)
    if (answer) return void (await answer.arrayBuffer())
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`the server never answered:\n${printed}`)
}

async function run(cwd: string, args: string[], port: number, env: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const origin = `http://localhost:${port}`
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  await answering(origin, child).catch(async (error) => {
    await stop()
    throw error
  })
  return { port, origin, stop }
}

/** A folder for databases, away from the learner's own. */
export const scratch = () => mkdtempSync(join(tmpdir(), 'coldstart-bench-'))

/** Our app, built where needed and served by its own start script, with an empty database. */
export async function startApp(): Promise<Running> {
  say('the app: preparing, building where needed, starting')
  const port = await sparePort()
  const folder = scratch()
  const running = await run('.', ['scripts/start.mjs'], port, {
    PORT: String(port),
    DATABASE_URL: `file:${join(folder, 'coldstart.db')}`,
    NEXTAUTH_URL: `http://localhost:${port}`,
    // The rates are there for strangers; a benchmark is faster than any of them.
    RATE_LIMIT_FACTOR: '1000000',
  })
  const stop = async () => {
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...running, stop }
}

const pins = (file: string) =>
  (JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> }).dependencies

/** A bare Next app of the same versions: one static page, and a route that echoes JSON. */
export async function startBareNext(): Promise<Running> {
  const [ours, bare] = [pins('package.json'), pins(join(peerFolder('next'), 'package.json'))]
  for (const [name, version] of Object.entries(bare)) {
    if (ours[name] !== version)
      throw new Error(
        `bench/reference/next has ${name} ${version}, the app ${ours[name]}: bring it up to date.`,
      )
  }
  buildPeer('next')
  const port = await sparePort()
  return run(
    peerFolder('next'),
    ['node_modules/next/dist/bin/next', 'start', '--port', String(port)],
    port,
    { NODE_ENV: 'production' },
  )
}
