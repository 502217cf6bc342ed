import { useCallback, useEffect, useRef, useState } from 'react'
import type { Figures } from '@/emulator'
import { worldPlanOf } from '../../bench/run/rules'
import { runCheck } from '../../labs/run/rules'
import { partsOf } from '../../rules'
import type { Scenario, Send } from '../../schema'
import type { Sandbox } from '../../ui/runtime/open-sandbox'
import { requestOf, SIDE_NAMES, SIDES, type SideSeen, seenOf, sidedPlan } from '../rules'

/** Runs one handler behind every front, each in a world of its own, one after the other. */
export function useSides(figures: Figures) {
  const sandbox = useRef<Promise<Sandbox> | null>(null)
  const [seen, setSeen] = useState<SideSeen[]>([])
  const [doing, setDoing] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const release = useCallback(() => {
    sandbox.current?.then(
      (one) => one.dispose(),
      () => undefined,
    )
    sandbox.current = null
  }, [])
  useEffect(() => release, [release])

  async function compare(scenario: Scenario, open: Send | undefined): Promise<void> {
    setTrouble(null)
    const read = partsOf(scenario)
    if (!read.ok) {
      setTrouble(`The template cannot be read: ${read.fault.message}`)
      return
    }
    const request = requestOf(scenario, open)
    setDoing('The runtime starts…')
    try {
      const { openSandbox } = await import('../../ui/runtime/open-sandbox')
      sandbox.current ??= openSandbox((event) => {
        if (event.kind === 'download') setDoing('Python is on its way…')
      })
      const opened = await sandbox.current
      const found: SideSeen[] = []
      for (const side of SIDE_NAMES) {
        setDoing(`${SIDES[side]}…`)
        const { parts, steps } = sidedPlan(scenario, read.value, request, side)
        const plan = worldPlanOf(scenario, parts, figures)
        found.push(
          seenOf(side, await runCheck({ id: side, do: steps }, () => opened.openWorld(plan))),
        )
      }
      setSeen(found)
    } catch (error) {
      release()
      const { name, message } = error as Error
      setTrouble(name === 'Stopped' ? 'Stopped.' : message)
    } finally {
      setDoing(null)
    }
  }
  const stop = () => {
    sandbox.current?.then((one) => one.stop())
    release()
  }
  return { seen, doing, trouble, compare, stop }
}
