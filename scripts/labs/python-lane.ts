/**
 * The program of a thread that runs one Python environment after the other in one Pyodide: each
 * starts with the modules and folders that the first one found. Our own solutions need no more.
 */
import { readFileSync } from 'node:fs'
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { serve } from '@/emulator/runtimes/guest'
import type { HostMessage } from '@/emulator/runtimes/protocol'
import { makePython } from '@/emulator/runtimes/python/engine'
import { loadPython, type Pyodide } from '@/emulator/runtimes/python/pyodide'
import type { ServiceAnswer, ServiceCall } from '@/emulator/schema/backends'

interface LaneData {
  /** Counts the messages sent to the thread. */
  bell: Int32Array
  pyodide: string
  snapshot: string | null
}

/** Calls that wait where they stand have numbers of their own. */
const FIRST_WAITING_CALL = 1_000_000_000

const REMEMBER = `
import importlib, logging, os, shutil, sys
_kept, _path, _out = set(sys.modules), list(sys.path), (sys.stdout, sys.stderr)
`
const FORGET = `
for _name in [name for name in sys.modules if name not in _kept]:
    del sys.modules[_name]
sys.path[:] = _path
sys.stdout, sys.stderr = _out
os.chdir("/")
for _folder in ("/var/task", "/opt", "/tmp"):
    shutil.rmtree(_folder, ignore_errors=True)
    os.makedirs(_folder, exist_ok=True)
logging.getLogger().handlers.clear()
logging.getLogger().setLevel(logging.WARNING)
logging.Logger.manager.loggerDict.clear()
importlib.invalidate_caches()
`

function run(port: MessagePort, { bell, pyodide, snapshot }: LaneData): void {
  const post = port.postMessage.bind(port)
  let nextCall = FIRST_WAITING_CALL
  let loaded: Pyodide | undefined

  function askNow(call: ServiceCall): ServiceAnswer {
    const id = nextCall++
    post({ kind: 'call', id, call })
    for (;;) {
      const heard = Atomics.load(bell, 0)
      const received = receiveMessageOnPort(port) as { message: HostMessage } | undefined
      const message = received?.message
      if (message?.kind === 'answer' && message.id === id) return message.answer
      if (!received) Atomics.wait(bell, 0, heard)
    }
  }

  const { Date: OwnDate, performance: ownPerformance } = globalThis
  async function fresh(): Promise<Pyodide> {
    if (loaded) {
      // Files of two environments may have one size and one second of the world.
      Object.assign(globalThis, { Date: OwnDate })
      Object.defineProperty(globalThis, 'performance', {
        value: ownPerformance,
        configurable: true,
        writable: true,
      })
      loaded.runPython(FORGET)
      return loaded
    }
    const { loadPyodide } = (await import(pyodide)) as { loadPyodide: () => Promise<unknown> }
    const image = snapshot ? readFileSync(snapshot) : undefined
    const python = await loadPython({ loadPyodide, options: {}, snapshot: image })
    loaded = 'pyodide' in python ? (python.pyodide as Pyodide) : (python as Pyodide)
    loaded.runPython(REMEMBER)
    return loaded
  }

  const receive = serve(post, async (options, host) => {
    const scope = globalThis as unknown as Record<string, unknown>
    return makePython(options, host, { pyodide: await fresh(), scope, askNow })
  })
  port.on('message', (message) => receive(message as HostMessage))
}

if (parentPort) run(parentPort, workerData as LaneData)
