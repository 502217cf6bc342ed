import type { FunctionSpec, HttpRequest, Json, SourceCode } from '@/emulator'
import { apiFor } from '../apis/rules'
import { SCENARIO_FORMAT, type Scenario, type Send } from '../schema'

export type Language = SourceCode['language']

/** The function that the bench edits; letters only, so that it can be a logical id of a template. */
export const FUNCTION_NAME = 'MyFunction'
export const FIRST_SEED = 'sandbox'
export const FIRST_START = '2026-11-22T09:30:00Z'

/** What a language begins with. */
export const LANGUAGES: Record<
  Language,
  { title: string; runtime: string; file: string; handler: string; code: string }
> = {
  python: {
    title: 'Python',
    runtime: 'python3.14',
    file: 'lambda_function.py',
    handler: 'lambda_function.lambda_handler',
    code: `import json

calls = 0  # INIT: once per environment


def lambda_handler(event, context):
    global calls
    calls += 1
    name = (event.get("queryStringParameters") or {}).get("name", "World")
    print(f"call {calls} in this environment")
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"message": f"Hello, {name}", "calls": calls}),
    }
`,
  },
  javascript: {
    title: 'JavaScript',
    runtime: 'nodejs24.x',
    file: 'index.mjs',
    handler: 'index.handler',
    code: `let calls = 0; // INIT: once per environment

export const handler = async (event) => {
  calls += 1;
  const name = event.queryStringParameters?.name ?? "World";
  console.log(\`call \${calls} in this environment\`);
  return {
    statusCode: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ message: \`Hello, \${name}\`, calls }),
  };
};
`,
  },
  typescript: {
    title: 'TypeScript',
    runtime: 'nodejs24.x',
    file: 'index.ts',
    handler: 'index.handler',
    code: `interface Request {
  queryStringParameters?: Record<string, string>;
}

let calls = 0; // INIT: once per environment

export const handler = async (event: Request) => {
  calls += 1;
  const name = event.queryStringParameters?.name ?? "World";
  console.log(\`call \${calls} in this environment\`);
  return {
    statusCode: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ message: \`Hello, \${name}\`, calls }),
  };
};
`,
  },
}

/** The function that a language begins with. */
export function firstFunction(language: Language): FunctionSpec {
  const { runtime, handler, file, code } = LANGUAGES[language]
  return {
    runtime,
    handler,
    memoryMb: 128,
    timeoutSeconds: 3,
    environment: {},
    code: { kind: 'source', language, files: { [file]: code } },
  }
}

/** The request that the bench begins with. */
export const FIRST_REQUEST: HttpRequest = {
  method: 'GET',
  path: '/hello?name=Ada',
  headers: { Accept: 'application/json' },
}

/** The scenario that the bench begins with; `figures` is the day of the prices and limits. */
export function firstScenario(language: Language, figures: string): Scenario {
  return {
    format: SCENARIO_FORMAT,
    name: 'Untitled',
    api: { kind: 'data', api: apiFor('http', FUNCTION_NAME) },
    functions: { [FUNCTION_NAME]: firstFunction(language) },
    sends: [{ name: 'Request', step: { request: FIRST_REQUEST } }],
    figures,
    seed: FIRST_SEED,
    startAt: FIRST_START,
  }
}

/** The function of a scenario that the bench edits: its first with source, else its first. */
export function mainFunctionOf(scenario: Scenario): string {
  const names = Object.keys(scenario.functions)
  const own = names.find((name) => scenario.functions[name]?.code.kind === 'source')
  return own ?? names[0] ?? FUNCTION_NAME
}

/** The source of the function that is edited; null for one that is canned. */
export function sourceOf(scenario: Scenario): SourceCode | null {
  const code = scenario.functions[mainFunctionOf(scenario)]?.code
  return code?.kind === 'source' ? code : null
}

/** The scenario with its edited function changed. */
export function withFunction(scenario: Scenario, change: Partial<FunctionSpec>): Scenario {
  const name = mainFunctionOf(scenario)
  const before = scenario.functions[name] ?? firstFunction('javascript')
  return { ...scenario, functions: { ...scenario.functions, [name]: { ...before, ...change } } }
}

/** The scenario with the text of one of its function's files changed. */
export function withFile(scenario: Scenario, file: string, text: string): Scenario {
  const source = sourceOf(scenario)
  if (!source) return scenario
  return withFunction(scenario, {
    code: { ...source, files: { ...source.files, [file]: text } },
  })
}

/** The scenario with one thing to send changed. */
export function withSend(scenario: Scenario, index: number, send: Send): Scenario {
  return { ...scenario, sends: scenario.sends.map((one, at) => (at === index ? send : one)) }
}

/** What a step says of itself where there is room for one line. */
export function lineOf({ step }: Send): string {
  if ('request' in step) return `${step.request.method} ${step.request.path}`
  if ('frame' in step) return `Message ${step.frame}`
  if ('disconnect' in step) return 'Disconnect'
  if ('invoke' in step) return `Invoke ${step.invoke}`
  if ('service' in step) return `${step.service} ${step.action}`
  return 'advanceMs' in step ? `Wait ${step.advanceMs} ms` : `Deploy ${step.deploy}`
}

/** The event of a step that invokes a function; undefined for any other. */
export const eventOf = ({ step }: Send): Json | undefined =>
  'invoke' in step ? step.event : undefined
