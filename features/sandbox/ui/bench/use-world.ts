import { useCallback, useEffect, useRef, useState } from 'react'
import type { Api, Exchange, Figures, FunctionSpec, HttpRequest } from '@/emulator'
import { worldPlanOf } from '../../bench/run/rules'
import { preflightOf } from '../../cors/rules'
import type { ScenarioParts } from '../../rules'
import type { Scenario, Send } from '../../schema'
import type { RemoteWorld, RuntimeEvent, Sandbox } from '../runtime/open-sandbox'

/** One thing that was done, and all that came of it. */
export interface Entry {
  id: number
  title: string
  exchanges: Exchange[]
  /** True for many at once, which are told by a summary. */
  isBurst: boolean
}

/** A sentence about what could not be run, with its place where it has one. */
export interface RunFault {
  message: string
  template?: { line: number; column: number }
}

/** What Python's start is doing. */
export interface Starting {
  text: string
  /** Bytes that are here, of how many. */
  loaded?: number
  total?: number
}

const MB = 1024 * 1024
/** Of so many requests at once each is explained in full. */
const EXPLAINED = 50
const STOPPED = 'Stopped. The next run starts cold.'
/** A burst that is still coming in is drawn anew this often, in real time. */
const SHOW_EVERY_MS = 250
/** What is done sooner is drawn once, with its result: a frame that says it runs would only delay it. */
const TELL_AFTER_MS = 80

interface Held {
  sandbox: Sandbox
  world: RemoteWorld
  parts: ScenarioParts
  connection: string | null
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const stagesOf = (api: Api) => (api.type === 'FUNCTION_URL' ? [] : Object.keys(api.stages))

function startingText(event: RuntimeEvent): Starting | null {
  if (event.kind === 'download') {
    const { loaded, total } = event
    if (loaded >= total) return { text: 'Python is here; its first environment starts…' }
    const [here, all] = [loaded, total].map((bytes) => (bytes / MB).toFixed(1))
    return { text: `Python is on its way: ${here} of ${all} MB`, loaded, total }
  }
  if (event.kind === 'starting' && event.language === 'python')
    return { text: 'A Python environment starts…' }
  return null
}

/** The world that the bench runs things in: made at the first run, changed as the scenario changes. */
export function useWorld(figures: Figures) {
  const held = useRef<Held | null>(null)
  const [entries, setEntries] = useState<Entry[]>([])
  const [isRunning, setRunning] = useState(false)
  const [fault, setFault] = useState<RunFault | null>(null)
  const [starting, setStarting] = useState<Starting | null>(null)
  const [now, setNow] = useState<number | null>(null)
  const lastId = useRef(0)
  const isBusy = useRef(false)
  const isStopped = useRef(false)

  const release = useCallback(() => {
    held.current?.sandbox.dispose()
    held.current = null
  }, [])
  useEffect(() => release, [release])

  /** The world as the scenario now wants it; null when the scenario cannot be read. */
  async function ready(scenario: Scenario): Promise<Held | null> {
    const { partsOf } = await import('../../rules')
    const read = partsOf(scenario)
    if (!read.ok) {
      setFault({
        message: `The template cannot be read: ${read.fault.message}`,
        template: read.fault,
      })
      return null
    }
    const parts = read.value
    const before = held.current
    if (!before) {
      const { openSandbox } = await import('../runtime/open-sandbox')
      const sandbox = await openSandbox((event) => setStarting(startingText(event)))
      const world = await sandbox
        .openWorld(worldPlanOf(scenario, parts, figures))
        .catch((error: Error) => {
          sandbox.dispose()
          throw error
        })
      held.current = { sandbox, world, parts, connection: null }
      return held.current
    }
    const { world } = before
    if (before.parts.api.type !== parts.api.type) {
      const startAt = new Date(await world.now()).toISOString()
      const next = await before.sandbox.openWorld(
        worldPlanOf({ ...scenario, startAt }, parts, figures),
      )
      world.dispose()
      held.current = { ...before, world: next, parts, connection: null }
      return held.current
    }
    const names = new Set([...Object.keys(before.parts.functions), ...Object.keys(parts.functions)])
    for (const name of names) {
      const spec: FunctionSpec | undefined = parts.functions[name]
      if (!same(before.parts.functions[name], spec)) await world.updateFunction(name, spec ?? null)
    }
    if (!same(before.parts.api, parts.api)) {
      await world.edit(parts.api)
      for (const stage of stagesOf(parts.api)) await world.deploy(stage)
    }
    held.current = { ...before, parts }
    return held.current
  }

  const connectionOf = ({ frames }: Exchange) => frames[0]?.connectionId ?? null

  async function sendOne(at: Held, { step }: Send): Promise<Exchange[]> {
    const { world } = at
    if ('request' in step) {
      // As in a browser the question comes first; the request follows whatever the answer says.
      const question = at.parts.api.type === 'WEBSOCKET' ? null : preflightOf(step.request)
      const asked = question ? [await world.handle(question.request)] : []
      const exchange = await world.handle(step.request)
      if (exchange.kind === 'connect' && exchange.response?.status === 101)
        at.connection = connectionOf(exchange)
      return [...asked, exchange]
    }
    if ('invoke' in step)
      return [await world.invoke(step.invoke, step.event, step.type ? { type: step.type } : {})]
    if ('frame' in step || 'disconnect' in step) {
      if (!at.connection) throw new Error('No connection is open: send Connect first.')
      const id = at.connection
      if ('frame' in step) return [await world.send(id, step.frame)]
      at.connection = null
      return [await world.disconnect(id)]
    }
    if ('advanceMs' in step) return world.advance(step.advanceMs)
    if ('deploy' in step) await world.deploy(step.deploy)
    return []
  }

  /** Adds an entry, newest first, and changes it while more of it happens. */
  function record(title: string, isBurst: boolean) {
    const id = ++lastId.current
    return (exchanges: Exchange[]) =>
      setEntries((before) => [
        { id, title, isBurst, exchanges },
        ...before.filter((entry) => entry.id !== id),
      ])
  }

  /** One thing at a time; `work` gives back what shows its end, which is drawn with the new time. */
  async function guarded(
    scenario: Scenario,
    work: (at: Held) => Promise<() => void>,
  ): Promise<void> {
    if (isBusy.current) return
    isBusy.current = true
    isStopped.current = false
    const telling = setTimeout(() => setRunning(true), TELL_AFTER_MS)
    setFault(null)
    try {
      const at = await ready(scenario)
      if (at && isStopped.current) setFault({ message: STOPPED })
      else if (at) {
        const show = await work(at)
        const now = await at.world.now()
        show()
        setNow(now)
      }
    } catch (error) {
      const { name, message } = error as Error
      setFault({
        message: name === 'Stopped' ? STOPPED : message,
      })
    } finally {
      isBusy.current = false
      clearTimeout(telling)
      setRunning(false)
      setStarting(null)
    }
  }

  return {
    entries,
    isRunning,
    fault,
    starting,
    now,
    /** Sends one thing; what came of it is the newest entry. */
    run: (scenario: Scenario, send: Send, title: string) =>
      guarded(scenario, async (at) => {
        const exchanges = await sendOne(at, send)
        return () => record(title, false)(exchanges)
      }),
    /** Sends the same many times, one after another or all at the same instant. */
    burst: (scenario: Scenario, send: Send, count: number, concurrent: boolean) =>
      guarded(scenario, async (at) => {
        const show = record(`${count} × ${concurrent ? 'at once' : 'one after another'}`, true)
        const all: Exchange[] = []
        if ('request' in send.step) {
          const requests: HttpRequest[] = Array(count).fill(send.step.request)
          const detail = count > EXPLAINED ? 'result' : 'full'
          let shownAt = 0
          await at.world.burst(requests, { concurrent, detail }, (part) => {
            all.push(...part)
            if (performance.now() - shownAt < SHOW_EVERY_MS) return
            shownAt = performance.now()
            show([...all])
          })
        } else if ('invoke' in send.step) {
          for (let run = 0; run < count; run++)
            all.push(await at.world.invoke(send.step.invoke, send.step.event, { concurrent }))
        } else throw new Error('Only requests and events can be sent many times.')
        // Those that came at the same instant are over before the next thing begins.
        if (concurrent) {
          const longest = Math.max(0, ...all.map(({ durationMs }) => durationMs))
          await at.world.advance(Math.ceil(longest))
        }
        return () => show(all)
      }),
    /** Lets time pass; what happened meanwhile (retries, polls, schedules) is an entry. */
    advance: (scenario: Scenario, ms: number, title: string) =>
      guarded(scenario, async (at) => {
        const exchanges = await at.world.advance(ms)
        return () => record(title, false)(exchanges)
      }),
    stop() {
      isStopped.current = true
      held.current?.sandbox.stop()
    },
    /** A new world at the scenario's beginning, with nothing in it that happened. */
    reset() {
      release()
      setEntries([])
      setNow(null)
      setFault(null)
    },
  }
}
export type BenchWorld = ReturnType<typeof useWorld>
