import { tellTabs } from '@/components/tabs'
import { enterAsGuest, knownLearner } from '@/lib/auth-client'
import type { Outcome } from '@/lib/outcome'
import type { Scenario } from '../../schema'
import { saveScenarioAction } from '../actions'

const UNREACHABLE = 'The server cannot be reached. Nothing was saved; try again.'

/** Keeps a scenario as a new one of the learner's; a newcomer becomes a guest first. Its id comes back. */
export async function saveNew(
  scenario: Scenario,
  isLearner: boolean,
): Promise<Outcome<{ id: string }>> {
  if (!isLearner) {
    if (knownLearner() === 'account')
      return { ok: false, error: 'Your session has ended. Sign in, then save it.' }
    const error = await enterAsGuest()
    if (error) return { ok: false, error }
    tellTabs('learner')
  }
  const id = crypto.randomUUID()
  const save = { id, sequence: 1, scenario }
  const outcome = await saveScenarioAction(save).catch(() => ({
    ok: false as const,
    error: UNREACHABLE,
  }))
  return outcome.ok ? { ok: true, value: { id } } : outcome
}
