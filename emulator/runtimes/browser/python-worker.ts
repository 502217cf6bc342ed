/** The program of a worker that runs one Python environment; bundled into one classic script. */
import { serve } from '../guest'
import { removeWaysOut } from '../javascript/scope'
import type { HostMessage } from '../protocol'
import { makePython } from '../python/engine'
import { loadPython, PRELOAD, type Pyodide } from '../python/pyodide'
import type { AssetsMessage, PythonAssets, PythonReport } from './frame-protocol'
import { ownPort } from './own-port'

const scope = globalThis as unknown as Record<string, unknown>

let giveAssets: (assets: PythonAssets) => void = () => {}
const assets = new Promise<PythonAssets>((resolve) => {
  giveAssets = resolve
})
const post = ownPort((data) => {
  const message = data as HostMessage | AssetsMessage
  if (message.kind !== 'assets') receive(message)
  else if (message.makeSnapshot) makeSnapshot(message.assets)
  else giveAssets(message.assets)
})
const report: (message: PythonReport, owned?: Transferable[]) => void = post

const TYPES: Record<string, string> = {
  mjs: 'text/javascript',
  wasm: 'application/wasm',
  json: 'application/json',
}

/** Files by name, whatever folder they are asked for in; nothing else is to be had. */
function fetchFrom(files: PythonAssets['files']) {
  return async (resource: unknown): Promise<Response> => {
    const name = String(resource).split('/').at(-1) ?? ''
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    const file = files[name]
    if (!file) throw new TypeError(`${name} is not among the files handed in`)
    return new Response(file, { headers: { 'content-type': type } })
  }
}

function importFrom(files: PythonAssets['files'], name: string): Promise<unknown> {
  const file = files[name]
  if (!file) throw new Error(`${name} is not among the files handed in`)
  return import(URL.createObjectURL(new Blob([file], { type: 'text/javascript' })))
}

/** Python's own needs besides what a function's memory stands for, MB. */
const OWN_MEMORY_MB = 48
const MB = 1_048_576
const PAGE_BYTES = 65_536

/** Memory beyond a function's is refused, which Python tells as `MemoryError`. */
function limitMemory(memoryMb: number): void {
  const { prototype } = WebAssembly.Memory
  const { grow } = prototype
  const most = (memoryMb + OWN_MEMORY_MB) * MB
  prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > most) throw new RangeError('Out of memory')
    return grow.call(this, pages)
  }
}

/** Pyodide out of the files handed in; nothing is fetched from anywhere. */
async function load({ files, snapshot }: PythonAssets, more: Record<string, unknown> = {}) {
  scope.fetch = fetchFrom(files)
  const { loadPyodide } = (await importFrom(files, 'pyodide.mjs')) as {
    loadPyodide: (options: Record<string, unknown>) => Promise<unknown>
  }
  const { default: createPyodideModule } = (await importFrom(files, 'pyodide.asm.mjs')) as {
    default: unknown
  }
  return loadPython({
    loadPyodide,
    options: {
      indexURL: 'https://none.invalid/',
      lockFileContents: new TextDecoder().decode(files['pyodide-lock.json']),
      createPyodideModule,
      checkAPIVersion: false,
      ...more,
    },
    snapshot: snapshot ? new Uint8Array(snapshot) : undefined,
  })
}

/** Hands back Python's memory just after its start, for the next visit; the worker is then done. */
async function makeSnapshot(given: PythonAssets): Promise<void> {
  const { pyodide } = await load(given, { _makeSnapshot: true })
  pyodide.runPython(PRELOAD)
  const { makeMemorySnapshot } = pyodide as Pyodide & { makeMemorySnapshot(): Uint8Array }
  const memory = makeMemorySnapshot().slice().buffer as ArrayBuffer
  report({ kind: 'snapshot', memory }, [memory])
}

const receive = serve(post, async (options, host) => {
  const { pyodide, from } = await load(await assets)
  report({ kind: 'booted', from })
  limitMemory(Number(options.environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128))
  const engine = makePython(options, host, { pyodide, scope })
  // A second fence behind the frame's policy: Python's bridge to this scope, and what is in it.
  for (const name of ['js', 'pyodide_js']) {
    pyodide.unregisterJsModule(name)
    pyodide.runPython(`import sys; sys.modules.pop('${name}', None)`)
  }
  removeWaysOut(scope)
  Reflect.deleteProperty(scope, 'fetch')
  return engine
})
