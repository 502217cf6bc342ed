/**
 * The program of the page's own worker that holds worlds, so that the page never waits for one:
 * calls come from the page, handlers run in workers of the isolated frame.
 */
import { createWorld } from '../../gateway/world'
import { createInvoker } from '../../lambda/invoker'
import type { ServiceCall } from '../../schema/backends'
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

const report = (message: WorldReport) => globalThis.postMessage(message)

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

/** What is handed on is gone, so each environment gets buffers of its own. */
async function assetsOf({ files, snapshot }: PythonParts): Promise<PythonAssets> {
  const entries = Object.entries(files).map(
    async ([name, file]) => [name, await file.arrayBuffer()] as const,
  )
  return {
    files: Object.fromEntries(await Promise.all(entries)),
    snapshot: (await snapshot?.arrayBuffer()) ?? null,
  }
}

const runtimes = makeFrameRuntimes({
  programs: {
    get javascript() {
      return javascript
    },
    python: async () => (await pythonParts()).program,
  },
  assets: async () => assetsOf(await pythonParts()),
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
  if (request.call === 'service') return world.backends.call(request.args[0] as ServiceCall)
  const method = world[request.call] as (...args: unknown[]) => unknown
  return method.apply(world, request.args)
}

async function makeSnapshot(): Promise<void> {
  const made = await runtimes.snapshot().catch(() => null)
  const memory = made && new Blob([made])
  if (memory && python) (await python).snapshot = memory
  report({ kind: 'snapshot', memory })
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
