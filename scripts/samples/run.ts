import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual, promisify } from 'node:util'
import { loadPyodide, type PyodideAPI } from 'pyodide'
import type { SampleToRun } from '@/features/cards/samples/rules'
import type { Problem, SampleSpec } from '@/features/cards/schema'

const run = promisify(execFile)
const DEADLINE_MS = 10_000

/** What happened in one call of a sample's handler, or in the script itself. */
interface Outcome {
  value?: unknown
  error?: string
  stdout: string[]
}

const JS_DRIVER = `
import { writeSync } from 'node:fs'
const [file, handler, calls] = JSON.parse(process.argv[2])
let lines = []
const show = (...parts) => lines.push(...parts.map((part) => typeof part === 'string' ? part : JSON.stringify(part)).join(' ').split('\\n'))
for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = show
const outcomes = []
try {
  const code = await import(file)
  if (!handler) outcomes.push({ stdout: lines })
  for (const call of handler ? calls : []) {
    lines = []
    try {
      const value = await code[handler](call.event, { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 3000, ...call.context })
      outcomes.push({ value, stdout: lines })
    } catch (error) {
      outcomes.push({ error: error?.name + ': ' + error?.message, stdout: lines })
    }
  }
} catch (error) {
  outcomes.push({ error: error?.name + ': ' + error?.message, stdout: lines })
}
writeSync(1, JSON.stringify(outcomes))
process.exit(0)
`

/** Runs a JavaScript sample in a process of its own with nothing in its environment but what it asks for. */
async function runJavaScript(sample: SampleToRun): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'))
  try {
    const file = join(folder, 'index.mjs')
    writeFileSync(file, sample.code)
    writeFileSync(join(folder, 'driver.mjs'), JS_DRIVER)
    for (const [name, source] of Object.entries(sample.spec.modules ?? {})) {
      const path = join(folder, 'node_modules', name, 'index.js')
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, source)
      writeFileSync(join(dirname(path), 'package.json'), '{"type":"module","exports":"./index.js"}')
    }
    const argument = JSON.stringify([file, sample.spec.handler ?? null, sample.spec.calls ?? []])
    const { stdout } = await run(process.execPath, [join(folder, 'driver.mjs'), argument], {
      env: { AWS_REGION: 'us-east-1', ...sample.spec.env },
      timeout: DEADLINE_MS,
    })
    return JSON.parse(stdout) as Outcome[]
  } catch (error) {
    return [{ error: (error as Error).message, stdout: [] }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const PY_DRIVER = `
import asyncio, contextlib, io, json, os, sys, types

async def __drive(code, handler, calls, env, modules):
    os.environ.update(json.loads(env))
    added = []
    for name, source in json.loads(modules).items():
        parts = name.split(".")
        for length in range(1, len(parts) + 1):
            path = ".".join(parts[:length])
            if path not in sys.modules:
                module = types.ModuleType(path)
                module.__path__ = []
                sys.modules[path] = module
                added.append(path)
                if length > 1:
                    setattr(sys.modules[".".join(parts[:length - 1])], parts[length - 1], module)
        exec(source, sys.modules[name].__dict__)
    outcomes = []
    scope = {"__name__": "sample"}
    out = io.StringIO()
    lines = lambda: out.getvalue().splitlines()
    class Context:
        aws_request_id = "request-1"
        function_name = "sample"
        memory_limit_in_mb = "128"
        invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:sample"
        def get_remaining_time_in_millis(self):
            return 3000
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(code, "sample.py", "exec"), scope)
        if not handler:
            outcomes.append({"stdout": lines()})
        for call in json.loads(calls) if handler else []:
            out.seek(0); out.truncate()
            context = Context()
            for key, value in (call.get("context") or {}).items():
                setattr(context, key, value)
            try:
                with contextlib.redirect_stdout(out):
                    value = scope[handler](call.get("event"), context)
                    if asyncio.iscoroutine(value):
                        value = await value
                outcomes.append({"value": value, "stdout": lines()})
            except Exception as error:
                outcomes.append({"error": type(error).__name__ + ": " + str(error), "stdout": lines()})
    except Exception as error:
        outcomes.append({"error": type(error).__name__ + ": " + str(error), "stdout": lines()})
    for path in added:
        del sys.modules[path]
    return json.dumps(outcomes)
`

/** Runs a Python sample in Pyodide, in a scope of its own. */
async function runPython(python: PyodideAPI, sample: SampleToRun): Promise<Outcome[]> {
  const { spec } = sample
  const drive = python.globals.get('__drive')
  const text = await drive(
    sample.code,
    spec.handler ?? null,
    JSON.stringify(spec.calls ?? []),
    JSON.stringify({ AWS_REGION: 'us-east-1', ...spec.env }),
    JSON.stringify(spec.modules ?? {}),
  )
  return JSON.parse(text) as Outcome[]
}

const brief = (value: unknown) => JSON.stringify(value)?.slice(0, 300)

/** Whether a value is what was asked for. JSON bodies compare as JSON, so that spacing is free. */
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
    if (!outcome)
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
export async function runSamples(samples: SampleToRun[]): Promise<Problem[]> {
  const problems: Problem[] = []
  let python: PyodideAPI | undefined
  for (const sample of samples) {
    let outcomes: Outcome[]
    if (sample.language === 'python') {
      if (!python) {
        python = await loadPyodide({ stderr: () => undefined })
        python.runPython(PY_DRIVER)
      }
      outcomes = await runPython(python, sample)
    } else if (sample.language === 'js') outcomes = await runJavaScript(sample)
    else outcomes = [{ error: `samples in ${sample.language} cannot be executed`, stdout: [] }]
    for (const message of differences(sample.spec, outcomes)) {
      problems.push({
        file: sample.file,
        line: sample.line,
        severity: 'error',
        message: `the sample "${sample.name}": ${message}`,
      })
    }
  }
  return problems
}
