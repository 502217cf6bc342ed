// A process that runs Python samples for its parent. Pyodide has a thread of its own, so that this
// one still hears when the parent is gone, even while a sample loops for ever.
import { readFileSync } from 'node:fs'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url), { env: {} })
  worker.on('message', (message) => process.send(message))
  worker.on('error', () => process.exit(1))
  worker.on('exit', () => process.exit(1))
  process.on('message', (message) => worker.postMessage(message))
  process.on('disconnect', () => process.exit(0))
} else {
  const { loadPyodide } = await import('pyodide')
  const python = await loadPyodide({ stdout: () => undefined, stderr: () => undefined })
  python.runPython(readFileSync(new URL('./driver.py', import.meta.url), 'utf8'))
  const drive = python.globals.get('drive')
  parentPort.on('message', async ({ code, handler, calls, env, modules }) => {
    parentPort.postMessage(JSON.parse(await drive(code, handler, calls, env, modules)))
  })
  parentPort.postMessage('ready')
}
