import type { Figures } from '@/emulator'
import type { Problem } from '@/features/cards/schema'
import { type CompiledFaults, FAULTS_FILE } from '@/features/sandbox/faults/compile/rules'
import {
  type Answer,
  answerOf,
  decisiveOf,
  differs,
  stepsOf,
} from '@/features/sandbox/faults/rules'
import { runCheck } from '@/features/sandbox/labs/run/rules'
import type { Scenario } from '@/features/sandbox/schema'
import { openLanes } from '../labs/lanes'
import { opener } from '../labs/open'

/** Both answers of a fault, computed by the emulator. */
export interface FaultAnswers {
  id: string
  working: Answer
  broken: Answer
}

/** Runs both scenarios of every fault, in threads. */
export async function runFaults(
  { faults }: CompiledFaults,
  figures: Figures,
): Promise<FaultAnswers[]> {
  const lanes = openLanes()
  const open = opener(figures, lanes)
  const run = async (scenario: Scenario) =>
    answerOf(await runCheck({ id: 'fault', do: stepsOf(scenario) }, () => open(scenario)))
  try {
    const answers: FaultAnswers[] = []
    for (const { id, working, broken } of faults)
      answers.push({ id, working: await run(working), broken: await run(broken) })
    return answers
  } finally {
    await lanes.close()
  }
}

/** Each base works, each fault changes what a client sees, and a rule of the emulator says why. */
export async function checkFaults(compiled: CompiledFaults, figures: Figures): Promise<Problem[]> {
  const answers = await runFaults(compiled, figures)
  return answers.flatMap(({ id, working, broken }, index) => {
    const why = [
      working.trouble !== null ? `its base cannot be run: ${working.trouble}` : null,
      Number(working.status) >= 500 ? `its base answers ${working.status}` : null,
      broken.trouble !== null ? `it cannot be run: ${broken.trouble}` : null,
      !differs(working, broken) ? 'a client sees no difference: change more, or remove it' : null,
      decisiveOf(broken.exchange, working.exchange).length === 0 ? 'no rule decided it' : null,
    ]
    return why.flatMap((reason): Problem[] =>
      reason === null
        ? []
        : [
            {
              file: FAULTS_FILE,
              line: compiled.lineOf(['faults', index]),
              severity: 'error',
              message: `the fault ${id}: ${reason}`,
            },
          ],
    )
  })
}
