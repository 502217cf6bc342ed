/** A program that writes a memory snapshot of Python just after its start. */
import { writeFileSync } from 'node:fs'
import { loadPython, PRELOAD } from '../python/pyodide'

interface Snapshotting {
  makeMemorySnapshot(): Uint8Array
}

async function make(): Promise<void> {
  const [url = '', file = ''] = process.argv.slice(2)
  const { loadPyodide } = (await import(url)) as { loadPyodide: () => Promise<unknown> }
  const { pyodide: python } = await loadPython({ loadPyodide, options: { _makeSnapshot: true } })
  python.runPython(PRELOAD)
  writeFileSync(file, (python as unknown as Snapshotting).makeMemorySnapshot())
  process.exit(0)
}
make()
