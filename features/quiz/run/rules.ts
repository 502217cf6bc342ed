import type { HandedOut, Told } from '../attempt/schema'
import { emptyChosen } from '../draft/rules'
import type { Chosen, Confidence, Sheet } from '../schema'

/** A session on the screen: one sheet after the other, each answered and told. */
export interface Run {
  sheets: Sheet[]
  at: number
  chosen: Chosen
  confidence: Confidence | null
  /** asking; sending, while the server looks at it; told. */
  phase: 'asking' | 'sending' | 'told'
  told: Told | null
  /** What went wrong, or what is missing, in words. */
  trouble: string | null
  /** Answered in this session before it was opened, and how many of all answers were right. */
  before: number
  right: number
}

export type RunEvent =
  | { do: 'choose'; chosen: Chosen }
  | { do: 'confide'; confidence: Confidence | null }
  | { do: 'send' }
  | { do: 'told'; sheetId: string; told: Told }
  | { do: 'trouble'; text: string }
  | { do: 'next' }

const NOTHING: Chosen = { kind: 'choice', chosen: [] }
const fresh = (sheet: Sheet | undefined) => ({
  chosen: sheet ? emptyChosen(sheet.body) : NOTHING,
  confidence: null,
  phase: 'asking' as const,
  told: null,
  trouble: null,
})

/** A session as it begins, or goes on. */
export const begin = ({ sheets, done, right }: HandedOut): Run => ({
  sheets,
  at: 0,
  before: done,
  right,
  ...fresh(sheets[0]),
})

/** The sheet that is asked; undefined after the last. */
export const sheetNow = ({ sheets, at }: Run): Sheet | undefined => sheets[at]

/** One thing that happened. What comes late, for a sheet that is no longer there, changes nothing. */
export function step(run: Run, event: RunEvent): Run {
  const asking = run.phase === 'asking'
  switch (event.do) {
    case 'choose':
      return asking ? { ...run, chosen: event.chosen, trouble: null } : run
    case 'confide':
      return asking ? { ...run, confidence: event.confidence } : run
    case 'send':
      return asking ? { ...run, phase: 'sending', trouble: null } : run
    case 'told': {
      if (run.phase !== 'sending' || sheetNow(run)?.sheetId !== event.sheetId) return run
      const right = run.right + (event.told.verdict.right ? 1 : 0)
      return { ...run, phase: 'told', told: event.told, right }
    }
    case 'trouble':
      return run.phase === 'told' ? run : { ...run, phase: 'asking', trouble: event.text }
    case 'next':
      return run.phase === 'told'
        ? { ...run, at: run.at + 1, ...fresh(run.sheets[run.at + 1]) }
        : run
  }
}

/** What a verdict is called, in words. */
export function verdictText({ verdict }: Told): string {
  if (verdict.right) return 'Right'
  if (verdict.blank) return 'Not answered'
  return verdict.score > 0 ? `Partly right: ${Math.round(verdict.score * 100)} %` : 'Wrong'
}

const daysText = (days: number | null) =>
  days === null || days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`

/** What an answer did to a card, in words. */
export function effectText({ grade, intervalDays }: Told['cards'][number]): string {
  if (intervalDays === null) return grade === 1 ? 'noted as not recognised' : 'noted as recognised'
  return grade === 1 ? 'comes again today' : `comes again ${daysText(intervalDays)}`
}
