/**
 * The program of the page's own worker that holds worlds, so that the page never waits for one:
 * calls come from the page, handlers run in workers of the isolated frame.
 */
import { createWorld } from '../../gateway/world'
import { createInvoker } from '../../lambda/invoker'
import type { Problem } from '../../schema/json'
import type { World } from '../../schema/world'
import { serviceAnswers } from '../service-answers'
import type { PythonAssets } from './frame-protocol'
import { makeFrameRuntimes } from './frame-runtime'
import type {
  PythonParts,
  WorldFault,
  WorldPlan,
  WorldQuestion,
  WorldReport,
  WorldRequest,
} from './world-protocol'

/** Exchanges of a burst that are posted at once: few enough for the page to read between frames. */
const PART = 20

const report = (message: WorldReport, owned: Transferable[] = []) =>
  globalThis.postMessage(message, { transfer: owned })

const worlds = new Map<number, World>()
let javascript = ''
let python: Promise<PythonParts> | null = null
let givePython: (parts: PythonParts | { error: string }) => void = () => {}

function pythonParts(): Promise<PythonParts> {
  python ??= new Promise((resolve, reject) => {
    givePython = (parts) => {
      if ('program' in parts) return resolve(parts)
      python = null
      reject(new Error(parts.error))
    }
    report({ kind: 'wants python' })
  })
  return python
}

/** What is handed on is gone, so each environment gets copies. */
function copied({ files, snapshot }: PythonAssets): PythonAssets {
  const entries = Object.entries(files).map(([name, file]) => [name, file.slice(0)] as const)
  return { files: Object.fromEntries(entries), snapshot: snapshot?.slice(0) ?? null }
}

const runtimes = makeFrameRuntimes({
  programs: {
    get javascript() {
      return javascript
    },
    python: async () => (await pythonParts()).program,
  },
  assets: async () => copied((await pythonParts()).assets),
  lost: () => report({ kind: 'wants frame' }),
  watch: (event) => report({ kind: 'environment', event }),
})

function makeWorld({ killAfterMs, ...plan }: WorldPlan): World {
  return createWorld({
    ...plan,
    makeInvoker(kit) {
      const backends = { ...kit.backends, call: serviceAnswers(kit.backends) }
      const { make: makeRuntime } = runtimes
      const options = killAfterMs === undefined ? { makeRuntime } : { makeRuntime, killAfterMs }
      return createInvoker({ ...kit, backends }, options)
    },
  })
}

function faultOf(error: unknown): WorldFault {
  const { name, message, problems } = error as Error & { problems?: Problem[] }
  return { name: name ?? 'Error', message: message ?? String(error), problems: problems ?? null }
}

function worldOf(number: number): World {
  const world = worlds.get(number)
  if (!world) throw new Error('This world was disposed of')
  return world
}

/** Counts the times that all was stopped: what began before is not gone on with. */
let stops = 0

async function burst(request: WorldQuestion & { kind: 'burst' }): Promise<number> {
  const { id, requests, options } = request
  const world = worldOf(request.world)
  const stopsBefore = stops
  for (let from = 0; from < requests.length; from += PART) {
    const some = requests.slice(from, from + PART)
    const exchanges = await Promise.all(some.map((one) => world.handle(one, options)))
    if (stops !== stopsBefore) break
    report({ kind: 'part', id, from, exchanges })
  }
  return requests.length
}

async function answer(request: WorldQuestion): Promise<unknown> {
  if (request.kind === 'create') {
    worlds.set(request.world, makeWorld(request.plan))
    return null
  }
  if (request.kind === 'burst') return burst(request)
  const world = worldOf(request.world)
  if (request.call === 'contents') return world.backends.contents()
  const method = world[request.call] as (...args: unknown[]) => unknown
  return method.apply(world, request.args)
}

async function makeSnapshot(): Promise<void> {
  const memory = await runtimes.snapshot().catch(() => null)
  if (memory && python) (await python).assets.snapshot = memory.slice(0)
  report({ kind: 'snapshot', memory }, memory ? [memory] : [])
}

globalThis.addEventListener('message', ({ data, ports: [port] }) => {
  const request = data as WorldRequest
  if ('id' in request) {
    const { id } = request
    answer(request).then(
      (value) => report({ kind: 'done', id, value }),
      (error) => report({ kind: 'failed', id, fault: faultOf(error) }),
    )
  } else if (request.kind === 'connect') {
    ;({ javascript } = request)
    if (port) runtimes.connect(port)
  } else if (request.kind === 'python') givePython(request.parts)
  else if (request.kind === 'make snapshot') makeSnapshot()
  else if (request.kind === 'stop') {
    stops += 1
    runtimes.stop()
  } else if (request.kind === 'dispose') {
    worlds.get(request.world)?.dispose()
    worlds.delete(request.world)
  }
})
