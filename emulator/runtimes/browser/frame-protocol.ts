import * as z from 'zod/mini'
import type { HostMessage } from '../protocol'

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

/** The first message to a Python worker; the protocol of runtimes follows. */
export interface AssetsMessage {
  kind: 'assets'
  assets: PythonAssets
}

/** From the page into the isolated frame. `environment` names one worker. */
export type FrameRequest =
  | { kind: 'open'; environment: number; program: string }
  | { kind: 'post'; environment: number; message: HostMessage | AssetsMessage }
  | { kind: 'kill'; environment: number }

/** From the frame to the page; parsed there, since code in the frame is not ours. */
export const frameReportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('frame ready') }),
  z.strictObject({ kind: z.literal('heard'), environment: z.int(), data: z.unknown() }),
  z.strictObject({ kind: z.literal('failed'), environment: z.int(), reason: z.string() }),
])
export type FrameReport = z.infer<typeof frameReportSchema>

/** The policy of the frame's document, inherited by its workers: nothing can be reached. */
export const FRAME_POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src 'none'"
