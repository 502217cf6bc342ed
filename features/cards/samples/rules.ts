import type { CodeSample, CompiledFile } from '../markdown/schema'
import { type Problem, type SampleShown, type SampleSpec, samplesFileSchema } from '../schema'
import { parseYaml } from '../source/rules'

/** A code sample with what it must return and print. */
export interface SampleToRun extends CodeSample {
  file: string
  spec: SampleSpec
}

/** Joins the samples of the pages with their specifications; each needs the other. */
export function collectSamples(
  files: Map<string, string>,
  pages: { file: string; result: CompiledFile }[],
  problems: Problem[],
): SampleToRun[] {
  const error = (file: string, line: number, message: string) =>
    problems.push({ file, line, severity: 'error', message })
  const found: SampleToRun[] = []
  const used = new Set<string>()
  for (const { file, result } of pages) {
    if (result.samples.length === 0) continue
    const slug = file.slice(file.lastIndexOf('/') + 1, -3)
    const specFile = `content/samples/${slug}.yaml`
    used.add(specFile)
    const text = files.get(specFile)
    if (text === undefined) {
      error(file, result.samples[0]?.line ?? 1, `the page has samples and no ${specFile}: write it`)
      continue
    }
    const parsed = parseYaml(specFile, text, samplesFileSchema)
    problems.push(...parsed.problems)
    const specs = parsed.value ?? {}
    const names = new Set(result.samples.map(({ name }) => name))
    for (const sample of result.samples) {
      const spec = specs[sample.name]
      if (!parsed.value) continue // its own problem is reported
      if (!spec)
        error(
          file,
          sample.line,
          `the sample "${sample.name}" has no entry in ${specFile}: say there what it returns and prints`,
        )
      else if (fault(spec))
        error(specFile, parsed.lineOf([sample.name]), `the sample "${sample.name}" ${fault(spec)}`)
      else found.push({ ...sample, file, spec })
    }
    for (const name of Object.keys(specs)) {
      if (!names.has(name))
        error(
          specFile,
          parsed.lineOf([name]),
          `no fence of ${file} is called "${name}": write sample=${name} on its fence, or remove the entry`,
        )
    }
  }
  for (const file of files.keys()) {
    if (file.startsWith('content/samples/') && !used.has(file))
      error(file, 1, 'no page has samples for this file: remove it, or name it after its page')
  }
  return found
}

/** A sample as the sandbox opens it. */
export function sampleShown({ name, language, code, title, file, spec }: SampleToRun): SampleShown {
  return {
    id: name,
    href: file.replace(/^content/, '').replace(/\.md$/, ''),
    title: title ?? name,
    language,
    code,
    handler: spec.handler ?? null,
    environment: spec.env ?? {},
    modules: spec.modules ?? {},
    events: (spec.calls ?? []).map(({ event }) => event),
  }
}

/** What keeps a specification from proving anything about its sample, if something does. */
function fault(spec: SampleSpec): string | null {
  if (spec.handler === undefined) {
    if (spec.calls) return 'has calls and no handler: name the function they call'
    return spec.stdout ? null : 'asserts nothing: give a handler and calls, or stdout'
  }
  if (spec.stdout) return 'has a handler: put stdout into its calls'
  const asserts = (spec.calls ?? []).some(
    (call) => 'returns' in call || call.throws !== undefined || call.stdout !== undefined,
  )
  return asserts ? null : 'asserts nothing: give calls with returns, throws or stdout'
}
