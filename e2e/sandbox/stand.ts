import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { WorldPlan } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { type Attempt, SECRET } from './attempts/attempt'
import { bundled } from './bundle'
import type * as Driver from './driver'
import { ourRoutes, type Stranger } from './stranger'
import { removeWalls, type Wall } from './walls'

declare global {
  interface Window {
    driver: typeof Driver
  }
}

/** Real time of one run in this suite, ms, and what a machine may be late. */
const KILL_AFTER_MS = 1200
const LATE_MS = 1500
/** Where what must not be taken is let go on. */
const PATIENT_MS = 20_000
const NEVER_MS = 120_000
/** Time for a request that a handler left behind to arrive. */
const ARRIVE_MS = 300
/** Time for Python to come up, ms. */
const START_MS = 30_000

/** What takes the page away, and the time it takes for that. */
const LEAVING = ['navigation', 'popups', 'forms']
const LEAVE_MS = 500

/** Cookies and storage of a learner with a session. */
export type LearnerState = Awaited<ReturnType<BrowserContext['storageState']>>

/** Tells whether an attempt got out; null means that it did not. */
export type Found = string | null

/** A page of the product, some of its walls taken away, at which attempts are made. */
export interface Stand {
  page: Page
  context: BrowserContext
  make(attempt: Attempt): Promise<Found>
  /** A plain handler runs as if nothing had been. */
  stillRuns(): Promise<boolean>
  close(): Promise<void>
}

/** A script of ours. */
const script = () =>
  (JSON.parse(readFileSync('.generated/runtime.json', 'utf8')) as { python: string }).python

const PYTHON = `import textwrap
def handler(event, context):
    scope = {}
    exec("def attempt():\\n" + textwrap.indent(event["code"], "    "), scope)
    return scope["attempt"]()
`
const api = {
  type: 'REST',
  id: 'stand',
  resources: {},
  stages: { prod: {} },
} as const satisfies WorldPlan['api']

/** One function for each attempt that is a JavaScript or TypeScript handler, one for all of Python. */
function planOf(attempts: Attempt[], write: (code: string) => string, killAfterMs: number) {
  const functions: WorldPlan['functions'] = {
    echo: {
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      code: {
        kind: 'source',
        language: 'javascript',
        files: { 'index.mjs': 'export const handler = async (event) => event.say' },
      },
    },
    python: {
      runtime: 'python3.14',
      handler: 'app.handler',
      code: { kind: 'source', language: 'python', files: { 'app.py': PYTHON } },
    },
  }
  for (const { id, place, code } of attempts) {
    if (place !== 'javascript' && place !== 'typescript') continue
    const text = `export const handler = async (event${place === 'typescript' ? ': any' : ''}) => {
      if (!event.go) return null
      ${write(code)}
    }`
    functions[id] = {
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      code: {
        kind: 'source',
        language: place,
        files: { [place === 'typescript' ? 'index.ts' : 'index.mjs']: text },
      },
    }
  }
  return { api, functions, figures: FIGURES, seed: 1, startAt: 0, killAfterMs } satisfies WorldPlan
}

const guestProgram = (code: string) => `addEventListener('message', ({ ports: [port] }) => {
  port.onmessage = async ({ data }) => {
    if (data.kind === 'start') port.postMessage({ kind: 'ready' })
    if (data.kind !== 'invoke') return
    const answer = (message) =>
      port.postMessage(message.kind === 'done' ? { id: data.id, ...message } : message)
    ${code}
  }
}, { once: true })`

/** Opens a page of the product without `walls`, for these attempts. */
export async function openStand(
  browser: Browser,
  base: string,
  stranger: Stranger,
  walls: Wall[],
  attempts: Attempt[],
  storageState: LearnerState,
): Promise<Stand> {
  const off = (wall: Wall) => walls.includes(wall)
  const start = `${base}/sandbox`
  const context = await browser.newContext({ storageState, serviceWorkers: 'allow' })
  let guest: string | null = null
  await removeWalls(context, walls, () => guest)
  const page = await context.newPage()
  const runMs = off('log') || off('memory') ? PATIENT_MS : KILL_AFTER_MS
  const killAfterMs = off('deadline') ? NEVER_MS : runMs
  const write = (code: string) =>
    code
      .replaceAll('OWN', base)
      .replaceAll('OUT', stranger.origin)
      .replaceAll('SCRIPT', `${base}${script()}`)
      .replaceAll('PATHS', JSON.stringify(ourRoutes()))
  const plan = planOf(attempts, write, killAfterMs)
  const code = await bundled('e2e/sandbox/driver.ts', 'driver')
  const needsWorld = attempts.some(({ place }) => !['worker', 'frame', 'guest'].includes(place))

  const openWorld = () =>
    page.evaluate((text) => window.driver.openWorld(JSON.parse(text)), JSON.stringify(plan))

  async function begin(): Promise<void> {
    await page.goto(start, { waitUntil: 'networkidle' })
    await page.evaluate(code)
    await page.evaluate((secret) => window.driver.keepSecrets(secret), SECRET)
    if (off('ports')) await page.evaluate(() => window.driver.hearAll())
    if (needsWorld) await openWorld()
  }
  await begin()

  const invoke = (name: string, event: object, withinMs: number) =>
    page.evaluate(([name, event, withinMs]) => window.driver.invoke(name, event, withinMs), [
      name,
      event,
      withinMs,
    ] as const)

  /** A run that was let go on, that logged too much, or that gave something. */
  async function run(name: string, event: object, attempt: Attempt): Promise<Found> {
    const told = await invoke(name, event, runMs + LATE_MS)
    if (!told) {
      await page.evaluate(() => window.driver.stop())
      return 'still runs'
    }
    if (told.logLength > 10 * 1_048_576) return 'all is logged'
    if (attempt.category === 'pollution') return null
    if (attempt.place === 'guest') return told.timedOut ? null : 'taken for an answer'
    const isNothing = told.failed || ['null', 'false', '""'].includes(told.payload ?? 'null')
    return isNothing ? null : told.payload
  }

  async function handler({ id, place, code }: Attempt, attempt: Attempt): Promise<Found> {
    const isPython = place === 'python'
    const name = isPython ? 'python' : id
    // The environment is there before the time is taken.
    await invoke(name, isPython ? { code: 'return None' } : {}, START_MS)
    const found = await run(name, isPython ? { code: write(code) } : { go: true }, attempt)
    if (code.includes('OUT')) await page.waitForTimeout(ARRIVE_MS)
    return found
  }

  async function hostile(attempt: Attempt): Promise<Found> {
    guest = guestProgram(write(attempt.code))
    await openWorld()
    guest = null
    return run('echo', {}, attempt).catch((error) => `it threw ${error}`)
  }

  function attemptAt(attempt: Attempt): Promise<Found> {
    const text = write(attempt.code)
    if (off('realm'))
      return page.evaluate(
        (text) =>
          new Function('later', `return (async () => {${text}\n})()`)(
            (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
          ),
        text,
      )
    if (attempt.place === 'guest') return hostile(attempt)
    if (attempt.place === 'frame' || (attempt.place === 'worker' && off('worker')))
      return page.evaluate((text) => window.driver.inFrame(text), text)
    if (attempt.place === 'worker')
      return page.evaluate(([text, kill]) => window.driver.inWorker(text, kill), [
        text,
        !off('kill'),
      ] as const)
    return handler(attempt, attempt)
  }

  /** What an attempt may have done besides giving something. */
  async function traces(id: string): Promise<Found> {
    if (stranger.reached.has(id)) return 'reached a stranger'
    if (page.url().includes(id)) return 'took the page away'
    if (page.url() !== start) return null
    if (await page.evaluate(() => window.driver.wasForged())) return 'forged'
    const polluted = () => (({}) as { polluted?: string }).polluted ?? null
    for (const worker of page.workers().filter((one) => one.url().includes('/runtime/world')))
      if (await worker.evaluate(polluted).catch(() => null)) return 'polluted the world'
    return (await page.evaluate(polluted)) && 'polluted the page'
  }

  return {
    page,
    context,
    async make(attempt) {
      if (page.url() !== start) await begin()
      // A page that was left tells nothing any more.
      const given = await attemptAt(attempt).catch(() => null)
      const found = (await traces(attempt.id).catch(() => null)) || given
      const isLeaving = found !== null && LEAVING.includes(attempt.category)
      if (isLeaving) await page.waitForTimeout(LEAVE_MS)
      if (isLeaving || (found && off('realm'))) await begin()
      for (const other of context.pages()) if (other !== page) await other.close()
      return found
    },
    async stillRuns() {
      const told = await invoke('echo', { say: 'well' }, START_MS)
      return told?.payload === '"well"'
    },
    close: () => context.close(),
  }
}
