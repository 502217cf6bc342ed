import 'server-only'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { done, type Outcome, refuse } from '@/lib/outcome'
import type { Task, Told } from '../data'
import type { Report } from '../schema'

const MOST_MS = 180_000
/** Files read or written at one time; more would only slow each other down. */
const MOST_AT_ONCE = 2
// For JavaScript's own heap. What lies outside of it, the reader bounds: docs/adr/0029.
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }

const TOO_LONG = `This file takes longer than ${MOST_MS / 60_000} minutes, which is the most. Export fewer decks at once.`
const TOO_MUCH =
  'This file cannot be read: it is damaged, or takes more memory than a file may. Export fewer decks at once.'
const CANCELLED = 'You cancelled it. Nothing was changed.'

let running = 0
const waiting: (() => void)[] = []

/** Waits for its turn; false where nobody waits for it any more. */
async function turn(signal: AbortSignal): Promise<boolean> {
  if (running >= MOST_AT_ONCE)
    await new Promise<void>((go) => {
      waiting.push(go)
      signal.addEventListener('abort', () => go(), { once: true })
    })
  if (signal.aborted) return false
  running += 1
  return true
}

function leave(): void {
  running -= 1
  waiting.shift()?.()
}

/** Runs a task in a thread of its own. It ends with its time, its memory, or with who asked for it. */
export async function runThread(
  task: Task,
  report: Report,
  signal: AbortSignal,
): Promise<Outcome<null>> {
  if (!(await turn(signal))) return refuse(CANCELLED)
  const over = new AbortController()
  const file = resolve(process.cwd(), '.generated', 'archive', 'thread.mjs')
  // Written as `new Worker(…)`, the app's bundler would take the file for one of its own, put it
  // together anew, and leave behind what it loads when it runs.
  const worker: Worker = Reflect.construct(Worker, [
    file,
    { workerData: task, resourceLimits: LIMITS, env: {} },
  ])
  try {
    return await new Promise<Outcome<null>>((settle) => {
      const timer = setTimeout(() => settle(refuse(TOO_LONG)), MOST_MS)
      const end = (outcome: Outcome<null>) => {
        clearTimeout(timer)
        settle(outcome)
      }
      signal.addEventListener('abort', () => end(refuse(CANCELLED)), { signal: over.signal })
      worker.on('message', (told: Told) => {
        if ('step' in told) report(told.step, told.done, told.of)
        else end('problem' in told ? refuse(told.problem) : done(null))
      })
      worker.on('error', (error) => {
        console.error(error)
        end(refuse(TOO_MUCH))
      })
      worker.on('exit', () => end(refuse(TOO_MUCH)))
    })
  } finally {
    over.abort()
    await worker.terminate()
    leave()
  }
}
