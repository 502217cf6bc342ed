import { isDeepStrictEqual } from 'node:util'
import type { SampleToRun } from '@/features/cards/samples/rules'
import type { Problem, SampleSpec } from '@/features/cards/schema'
import { runJavaScript } from './javascript'
import type { Outcome } from './outcome'
import { Python } from './python'

const DEADLINE_MS = 10_000

const brief = (value: unknown) => JSON.stringify(value)?.slice(0, 300)

/** Whether a value is what was asked for; nothing and null are the same. */
function same(actual: unknown, expected: unknown): boolean {
  return isDeepStrictEqual(actual ?? null, expected ?? null)
}

function differences(spec: SampleSpec, outcomes: Outcome[]): string[] {
  if (spec.handler === undefined) {
    const [outcome] = outcomes
    if (outcome?.error) return [`it failed: ${outcome.error}`]
    return same(outcome?.stdout, spec.stdout)
      ? []
      : [`it printed ${brief(outcome?.stdout)} instead of ${brief(spec.stdout)}`]
  }
  return (spec.calls ?? []).flatMap((call, index) => {
    const outcome = outcomes[index]
    const name = `call ${index + 1}`
    if (!outcome || outcome.loaded === false)
      return [`${name} did not happen: ${outcomes.at(-1)?.error ?? 'the code ended early'}`]
    const found: string[] = []
    if (call.throws !== undefined) {
      if (!outcome.error?.includes(call.throws))
        found.push(
          `${name} should throw ${call.throws} and gave ${outcome.error ?? brief(outcome.value)}`,
        )
    } else if (outcome.error) found.push(`${name} failed: ${outcome.error}`)
    else if ('returns' in call && !same(outcome.value, call.returns))
      found.push(`${name} returned ${brief(outcome.value)} instead of ${brief(call.returns)}`)
    if (call.stdout && !same(outcome.stdout, call.stdout))
      found.push(`${name} printed ${brief(outcome.stdout)} instead of ${brief(call.stdout)}`)
    return found
  })
}

/** Executes every sample and reports where it does not do what the page says. */
export async function runSamples(
  samples: SampleToRun[],
  deadlineMs = DEADLINE_MS,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const python = new Python()
  const execute = (sample: SampleToRun): Outcome[] | Promise<Outcome[]> => {
    if (sample.language === 'python') return python.run(sample, deadlineMs)
    if (sample.language === 'js') return runJavaScript(sample, deadlineMs)
    return [{ error: `samples in ${sample.language} cannot be executed`, stdout: [] }]
  }
  try {
    for (const sample of samples) {
      for (const message of differences(sample.spec, await execute(sample))) {
        problems.push({
          file: sample.file,
          line: sample.line,
          severity: 'error',
          message: `the sample "${sample.name}": ${message}: correct the code or content/samples`,
        })
      }
    }
  } finally {
    python.close()
  }
  return problems
}
