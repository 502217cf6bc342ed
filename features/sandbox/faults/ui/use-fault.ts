import { useCallback, useEffect, useRef, useState } from 'react'
import type { Figures } from '@/emulator'
import { worldPlanOf } from '../../bench/run/rules'
import { runCheck } from '../../labs/run/rules'
import { partsOf } from '../../rules'
import type { Scenario } from '../../schema'
import type { Sandbox } from '../../ui/runtime/open-sandbox'
import { type Answer, answerOf, stepsOf } from '../rules'
import type { CompiledFault } from '../schema'

/** Both answers of a fault, as the emulator gives them in this browser. */
export interface Outcomes {
  working: Answer
  broken: Answer
}

/** Runs the working and the broken scenario, each in a world of its own, when asked to. */
export function useFault({ working, broken }: CompiledFault, figures: Figures) {
  const sandbox = useRef<Promise<Sandbox> | null>(null)
  const [isRunning, setRunning] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const release = useCallback(() => {
    sandbox.current?.then(
      (one) => one.dispose(),
      () => undefined,
    )
    sandbox.current = null
  }, [])
  useEffect(() => release, [release])

  async function run(): Promise<Outcomes | null> {
    setRunning(true)
    setTrouble(null)
    try {
      const { openSandbox } = await import('../../ui/runtime/open-sandbox')
      sandbox.current ??= openSandbox(() => undefined)
      const opened = await sandbox.current
      const answered = async (scenario: Scenario) => {
        const parts = partsOf(scenario)
        if (!parts.ok) throw new Error(parts.fault.message)
        const plan = worldPlanOf(scenario, parts.value, figures)
        const check = { id: 'fault', do: stepsOf(scenario) }
        return answerOf(await runCheck(check, () => opened.openWorld(plan)))
      }
      return { working: await answered(working), broken: await answered(broken) }
    } catch (error) {
      release()
      setTrouble((error as Error).message)
      return null
    } finally {
      setRunning(false)
    }
  }
  return { isRunning, trouble, run }
}
