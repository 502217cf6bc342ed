import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { BODY, HEADERS, PATH } from './emulator-route'
import { say } from './row'

const REFERENCE = join(import.meta.dirname, 'reference')
const START_MS = 120_000
/** Connections that are kept open towards serverless-offline. */
const CONNECTIONS = 16

/** Installs a peer from its lock file where that has changed; at low priority, without scripts. */
function install(peer: 'serverless-offline' | 'lambda-local'): string {
  const folder = join(REFERENCE, peer)
  const lock = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json')))
  const [stamp, now] = [join(folder, 'node_modules/.bench-stamp'), lock.digest('hex')]
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return folder
  say(`${peer}: installing`)
  const args = ['-n', '15', 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const done = spawnSync('nice', args, { cwd: folder, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`npm ci failed in ${folder}:\n${done.stderr}`)
  writeFileSync(stamp, now)
  return folder
}

/** lambda-local and velocityjs, as they are required. */
export function loadPeers() {
  const load = createRequire(join(install('lambda-local'), 'package.json'))
  return { lambdaLocal: load('lambda-local'), velocity: load('velocityjs') }
}

async function sparePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()]
  const ports = servers.map(
    (server) =>
      new Promise<number>((resolve) =>
        server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
      ),
  )
  const [first = 0, second = 0] = await Promise.all(ports)
  for (const server of servers) server.close()
  return [first, second]
}

function post(port: number, agent: Agent): Promise<{ status: number; text: string }> {
  const headers = { ...HEADERS, 'Content-Length': Buffer.byteLength(BODY) }
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: PATH, method: 'POST', headers, agent },
      (got) => {
        let text = ''
        got.setEncoding('utf8')
        got.on('data', (chunk: string) => {
          text += chunk
        })
        got.on('end', () => resolve({ status: got.statusCode ?? 0, text }))
      },
    )
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // A server may close a connection that rested just when the next request is on its way.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(post(port, agent))
      else reject(error)
    })
    sent.end(BODY)
  })
}

/** serverless-offline with the route; `during` counts the requests it answers in a time. */
export async function startServerlessOffline() {
  const folder = install('serverless-offline')
  say('serverless-offline: starting')
  const [http, lambda] = await sparePorts()
  const args = ['offline', 'start', '--host', '127.0.0.1', '--httpPort', `${http}`]
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(folder, 'node_modules/serverless/bin/serverless.js'),
      ...args,
      '--lambdaPort',
      `${lambda}`,
    ],
    {
      cwd: folder,
      // What it prints for every request goes nowhere, so it costs it as little as can be.
      stdio: 'ignore',
      env: {
        ...process.env,
        SLS_TELEMETRY_DISABLED: '1',
        SLS_NOTIFICATIONS_MODE: 'off',
        SLS_INTERACTIVE_SETUP_ENABLE: '0',
      },
    },
  )
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const stop = () => {
    agent.destroy()
    child.kill('SIGKILL')
  }
  const began = Date.now()
  let first = await post(http, agent).catch(() => null)
  while (!first && Date.now() - began < START_MS && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    first = await post(http, agent).catch(() => null)
  }
  if (first?.status !== 200) {
    stop()
    throw new Error(`serverless-offline answered ${first?.status ?? 'nothing'}`)
  }
  const text = first.text
  async function during(ms: number): Promise<number> {
    const end = performance.now() + ms
    let count = 0
    const client = async () => {
      while (performance.now() < end) {
        const { status } = await post(http, agent)
        if (status !== 200) throw new Error(`serverless-offline answered ${status}`)
        count++
      }
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, client))
    return count
  }
  return { text, during, stop }
}

/** A process that sends back what it is sent, made as the runtime's are. */
export function startEcho() {
  const child = fork(join(import.meta.dirname, 'echo.mjs'), [], {
    env: {} as NodeJS.ProcessEnv,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const roundTrip = () =>
    new Promise<void>((resolve) => {
      child.once('message', () => resolve())
      child.send({})
    })
  return { roundTrip, stop: () => child.kill('SIGKILL') }
}
