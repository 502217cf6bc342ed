/** The program of a worker that runs one Python environment; bundled into one classic script. */
import { serve } from '../guest'
import { removeWaysOut } from '../javascript/scope'
import type { HostMessage } from '../protocol'
import { makePython } from '../python/engine'
import { loadPython } from '../python/pyodide'
import type { AssetsMessage, PythonAssets } from './frame-protocol'

const scope = globalThis as unknown as Record<string, unknown>
const post = globalThis.postMessage.bind(globalThis) as (message: unknown) => void

let giveAssets: (assets: PythonAssets) => void = () => {}
const assets = new Promise<PythonAssets>((resolve) => {
  giveAssets = resolve
})

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

const receive = serve(post, async (options, host) => {
  const { files, snapshot } = await assets
  scope.fetch = fetchFrom(files)
  const { loadPyodide } = (await importFrom(files, 'pyodide.mjs')) as {
    loadPyodide: (options: Record<string, unknown>) => Promise<unknown>
  }
  const { default: createPyodideModule } = (await importFrom(files, 'pyodide.asm.mjs')) as {
    default: unknown
  }
  const pyodide = await loadPython({
    loadPyodide,
    options: {
      indexURL: 'https://none.invalid/',
      lockFileContents: new TextDecoder().decode(files['pyodide-lock.json']),
      createPyodideModule,
      checkAPIVersion: false,
    },
    snapshot: snapshot ? new Uint8Array(snapshot) : undefined,
  })
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

globalThis.addEventListener('message', ({ data }) => {
  const message = data as HostMessage | AssetsMessage
  if (message.kind === 'assets') giveAssets(message.assets)
  else receive(message)
})
