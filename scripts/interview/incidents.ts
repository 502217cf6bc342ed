import type { Figures, Problem } from '@/features/cards/schema'
import { evidenceLines } from '@/features/interview/incident/evidence/rules'
import {
  type DrawnIncident,
  drawIncident,
  incidentExercise,
} from '@/features/interview/incident/rules'
import type { CompiledIncident } from '@/features/interview/incident/schema'
import { triedFix } from '@/features/quiz/fix/rules'
import { figuresFor } from '@/features/sandbox/figures/rules'
import { answeredScenario } from '@/features/sandbox/labs/answer/rules'
import { openCanned } from '@/features/sandbox/labs/canned/rules'
import { isSolved } from '@/features/sandbox/labs/grade/rules'
import { runCheck } from '@/features/sandbox/labs/run/rules'

/** Seeds of which each incident is tried. */
const SEEDS = ['check 1', 'check 2', 'check 3', 'check 4', 'check 5']

type Open = (scenario: Parameters<typeof openCanned>[0]) => Promise<ReturnType<typeof openCanned>>

/** A line without what differs from one run to the next: instants, ids, numbers. */
function shapeOf(line: string): string {
  return line
    .replace(/^\d\d:\d\d:\d\d(?:\.\d+)? +/, '')
    .replace(/^\([0-9a-f-]{36}\) /, '')
    .replace(/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d [\d:]{8} UTC \d{4} : /, '')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replace(/\d+(?:\.\d+)?/g, '#')
    .trim()
}

/** Everything that the emulator wrote while the broken world was sent these steps, by its shape. */
async function saidBy(
  { incident: { stages } }: DrawnIncident,
  steps: Parameters<typeof runCheck>[0]['do'],
  open: Open,
): Promise<Set<string>> {
  const { world, answer, broken } = stages.fix
  const made = answeredScenario(
    { world, answer: { kind: 'data', ...answer } },
    'x',
    1,
    'text',
    broken,
  )
  if (!made.ok) throw new Error(made.why)
  const { exchanges, trouble } = await runCheck({ id: 'proof', do: steps }, () => open(made.value))
  if (trouble !== null) throw new Error(trouble)
  const texts = exchanges.flatMap(({ executionLog, accessLog, response, invocations }) => [
    ...executionLog,
    accessLog ?? '',
    response?.body ?? '',
    ...invocations.flatMap(({ logs }) => logs.map(({ message }) => message)),
  ])
  return new Set(texts.flatMap((text) => text.split('\n')).map(shapeOf))
}

async function faultsOf(compiled: CompiledIncident, seed: string, open: Open): Promise<string[]> {
  const one = drawIncident(compiled, seed)
  const body = incidentExercise(compiled, 'fix', one)?.body
  if (body?.kind !== 'fix') return ['has nothing to mend']
  const faults: string[] = []
  const solves = async (text: string) => isSolved(await triedFix(body, text, open))
  if (await solves(body.broken)) faults.push('passes its checks before it is mended: break it')
  for (const { id, passed, findings } of await triedFix(body, body.solution, open)) {
    const failed = findings.find((finding) => !finding.passed)
    if (!passed)
      faults.push(
        `has a solution that fails ${id}: expected ${failed?.expected ?? 'to pass'}, saw ${failed?.saw ?? 'nothing'}`,
      )
  }
  for (const [i, { answer }] of body.lures.entries())
    if (await solves(answer)) faults.push(`calls lure ${i + 1} wrong, which passes every check`)
  for (const block of one.incident.evidence) {
    if (!block.proof) continue
    const said = await saidBy(one, block.proof, open)
    for (const line of evidenceLines(block, one.seed, one.begins))
      if (!said.has(shapeOf(line)))
        faults.push(`shows in "${block.id}" what the emulator does not say: ${line}`)
  }
  return faults
}

/**
 * Tries each incident with several seeds: as it stands it fails its checks, the mend passes them, what
 * only looks like one fails, and the logs that claim to be proven are what the emulator writes.
 */
export async function checkIncidents(
  incidents: CompiledIncident[],
  figures: Figures,
): Promise<Problem[]> {
  const open: Open = async (scenario) => openCanned(scenario, figuresFor(figures))
  const problems: Problem[] = []
  for (const compiled of incidents) {
    const file = `content/interviews/incidents/${compiled.slug}.yaml`
    const say = (message: string) =>
      problems.push({ file, line: 1, severity: 'error', message: `${compiled.slug} ${message}` })
    const faults = new Map<string, string>()
    for (const seed of SEEDS) {
      try {
        for (const fault of await faultsOf(compiled, seed, open))
          if (!faults.has(shapeOf(fault))) faults.set(shapeOf(fault), fault)
      } catch (error) {
        faults.set('world', `has a world that cannot be run: ${(error as Error).message}`)
      }
    }
    for (const fault of faults.values()) say(fault)
  }
  return problems
}
