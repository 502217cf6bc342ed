import { useCallback, useEffect, useRef, useState } from 'react'
import type { Figures } from '@/emulator'
import { worldPlanOf } from '../../bench/run/rules'
import { partsOf } from '../../rules'
import type { Sandbox } from '../../ui/runtime/open-sandbox'
import { answeredScenario } from '../answer/rules'
import { runCheck, runsWithout, withSpec } from '../run/rules'
import type { AnswerLanguage, CheckRun, LabSheet } from '../schema'

/** Runs an answer's checks in this browser's sandbox, each in a world of its own. */
export function useRunner(figures: Figures) {
  const sandbox = useRef<Promise<Sandbox> | null>(null)
  const [doing, setDoing] = useState<string | null>(null)
  const release = useCallback(() => {
    sandbox.current?.then((one) => one.dispose())
    sandbox.current = null
  }, [])
  useEffect(() => release, [release])

  async function run(sheet: LabSheet, language: AnswerLanguage, code: string): Promise<CheckRun[]> {
    const { checks } = sheet
    const answered = answeredScenario(sheet.lab, sheet.title, sheet.seed, language, code)
    if (!answered.ok) return runsWithout(checks, answered.why)
    const scenario = answered.value
    const parts = partsOf(scenario)
    if (!parts.ok) return runsWithout(checks, parts.fault.message)
    setDoing(language === 'python' ? 'Python starts…' : 'The checks start…')
    const { openSandbox } = await import('../../ui/runtime/open-sandbox')
    sandbox.current ??= openSandbox((event) => {
      if (event.kind === 'download') setDoing('Python is on its way…')
    })
    try {
      const opened = await sandbox.current
      const runs: CheckRun[] = []
      for (const [index, check] of checks.entries()) {
        setDoing(`Check ${index + 1} of ${checks.length}…`)
        const plan = worldPlanOf(scenario, parts.value, figures)
        runs.push(withSpec(await runCheck(check, () => opened.openWorld(plan)), scenario))
      }
      return runs
    } catch (error) {
      release()
      throw error
    } finally {
      setDoing(null)
    }
  }
  return { doing, run }
}
