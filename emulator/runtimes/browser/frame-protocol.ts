import * as z from 'zod/mini'

/** Pyodide's files, fetched by the page because an opaque frame has no cache and no network. */
export interface PythonAssets {
  /** File name (`pyodide.mjs`, `pyodide.asm.mjs`, …) → contents. */
  files: Record<string, ArrayBuffer>
  /**
   * Python's memory just after its start, made by this very browser: one made elsewhere may not be
   * able to wait for services.
   */
  snapshot: ArrayBuffer | null
}

/** How a Python came up. */
export type PythonStart = 'snapshot' | 'plain'

/** The first message to a Python worker; the protocol of runtimes follows. */
export interface AssetsMessage {
  kind: 'assets'
  assets: PythonAssets
  /** Make a snapshot and do nothing else. */
  makeSnapshot: boolean
}

/** The page's one message to the frame; a port to whoever makes environments comes with it. */
export interface ConnectMessage {
  kind: 'connect'
}

/**
 * To the frame. `environment` names one worker. With `open` comes a port that its worker is given:
 * what an environment says never passes through the frame or the page.
 */
export type FrameRequest =
  | { kind: 'open'; environment: number; program: string }
  | { kind: 'kill'; environment: number }

/** From the frame; parsed there, since what it starts is not ours. */
export const frameReportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('failed'), environment: z.int(), reason: z.string() }),
  z.strictObject({ kind: z.literal('killed'), environment: z.int() }),
])
export type FrameReport = z.infer<typeof frameReportSchema>

/** What a Python worker says of itself, beside the protocol of runtimes. */
export const pythonReportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('booted'), from: z.enum(['snapshot', 'plain']) }),
  z.strictObject({ kind: z.literal('snapshot'), memory: z.instanceof(ArrayBuffer) }),
])
export type PythonReport = z.infer<typeof pythonReportSchema>

/**
 * The policy of the frame's document, inherited by its workers: nothing can be reached. `sandbox`
 * holds even where the document is opened by itself.
 */
export const FRAME_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
  'worker-src blob:',
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
].join('; ')

/** The policy of the worker that holds the world: it needs nothing from anywhere. */
export const WORLD_POLICY = "default-src 'none'"
