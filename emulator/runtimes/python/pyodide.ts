/** A Python function seen from JavaScript. */
export interface PythonFunction {
  (...args: unknown[]): unknown
  /** Runs it so that it can wait for promises, where the engine can suspend WebAssembly. */
  callPromising?(...args: unknown[]): Promise<unknown>
}

interface Stat {
  mode: number
  size: number
  mtime: Date
}

/** Emscripten's files, as far as they are used. */
export interface PythonFiles {
  mkdirTree(path: string): void
  writeFile(path: string, data: string): void
  readFile(path: string, options: { encoding: 'utf8' }): string
  readdir(path: string): string[]
  stat(path: string): Stat
  isDir(mode: number): boolean
}

/** Pyodide, as far as it is used. */
export interface Pyodide {
  FS: PythonFiles
  registerJsModule(name: string, module: object): void
  unregisterJsModule(name: string): void
  runPython(code: string): unknown
  pyimport(name: string): Record<string, PythonFunction>
}

/** How a place gets at Pyodide's files: by itself (a process) or handed in (a worker). */
export interface PyodideLoading {
  loadPyodide(options: Record<string, unknown>): Promise<unknown>
  options: Record<string, unknown>
  /** A memory snapshot of this very version, which starts in a tenth of the time. */
  snapshot?: Uint8Array | undefined
}

/** Sets of texts are walked in one order only if hashes do not differ from run to run. */
const SETTINGS = { env: { PYTHONHASHSEED: '0', HOME: '/tmp', TZ: 'UTC' } }

/** Modules that every environment needs; a snapshot holds them already. */
export const PRELOAD =
  'import asyncio, datetime, decimal, importlib, json, logging, random, re, traceback, uuid'

/** A Python, and how it came up. */
export interface LoadedPython {
  pyodide: Pyodide
  from: 'snapshot' | 'plain'
}

/**
 * Loads Pyodide, from a snapshot if there is one; snapshots are an experiment of Pyodide's, so a
 * failure falls back to the plain load.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html
 */
export async function loadPython({
  loadPyodide,
  options,
  snapshot,
}: PyodideLoading): Promise<LoadedPython> {
  const silent = { stdout: () => {}, stderr: () => {} }
  const all = { ...SETTINGS, ...silent, ...options }
  if (snapshot) {
    try {
      const pyodide = (await loadPyodide({ ...all, _loadSnapshot: snapshot })) as Pyodide
      return { pyodide, from: 'snapshot' }
    } catch {
      // The plain load follows.
    }
  }
  return { pyodide: (await loadPyodide(all)) as Pyodide, from: 'plain' }
}
