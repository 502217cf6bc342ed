import { answeredScenario } from '@/features/sandbox/labs/answer/rules'
import { runCheck } from '@/features/sandbox/labs/run/rules'
import { worldSeen } from '@/features/sandbox/labs/see/rules'
import type { Scenario } from '@/features/sandbox/schema'
import type { Predicted } from '../bank/body/rules'
import type { ExerciseSource } from '../bank/schema'

type World = Awaited<ReturnType<Parameters<typeof runCheck>[1]>>

/**
 * What a prediction's world answers to its last step, by the parts that are asked for: the key,
 * which nobody wrote down. Throws a sentence for the author where there is no answer.
 * @param openWorld opens the emulator with a scenario
 */
export async function predictedOf(
  source: Extract<ExerciseSource, { kind: 'predict' }>,
  openWorld: (scenario: Scenario) => Promise<World>,
): Promise<Predicted> {
  const lab = { world: source.world, answer: { kind: 'code' as const, function: '' } }
  const scenario = answeredScenario(lab, source.id, 1, 'javascript', '')
  if (!scenario.ok) throw new Error(scenario.why)
  const run = await runCheck({ id: source.id, do: source.do }, () => openWorld(scenario.value))
  if (run.trouble !== null) throw new Error(run.trouble)
  const seen = worldSeen(run).asked.at(-1)
  if (!seen || seen.status === null) throw new Error('its last step is not answered over HTTP')
  const { status, body, headers } = source.ask
  return new Map([
    ...(status ? [['status', String(seen.status)] as const] : []),
    ...(body ? [['body', seen.body ?? ''] as const] : []),
    ...(headers ?? []).map((name) => {
      const value = seen.headers[name.toLowerCase()] ?? ''
      return [`header:${name.toLowerCase()}`, [value].flat().join(', ')] as const
    }),
  ])
}
