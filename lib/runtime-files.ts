import files from '@/.generated/runtime.json'

/** One file of the sandbox's programs: where it is served, and its length in bytes. */
export interface RuntimeFile {
  url: string
  bytes: number
}

/**
 * What `scripts/runtime.ts` built under `public/runtime/`, each under a name that changes with its
 * content: the frame's document, programs of workers, and Pyodide.
 */
export const RUNTIME_FILES: {
  frame: string
  world: string
  javascript: string
  python: string
  pyodide: { version: string; files: Record<string, RuntimeFile> }
} = files
