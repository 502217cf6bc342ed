import type { CannedCode, FunctionSpec, SourceCode } from '../../schema/function'
import type { DocObject } from '../write-document'
import { INLINE_MODULE, inlineFileName } from './code'
import type { Stack } from './stack'

const RUNTIMES = { javascript: 'nodejs22.x', typescript: 'nodejs22.x', python: 'python3.14' }
/** Longer code has no place within a template. */
const MAX_INLINE_CHARS = 4096

/** What a canned function does, as a handler that can be deployed. */
function handlerOf(code: CannedCode, python: boolean): string {
  const text = JSON.stringify(code.rawPayload ?? JSON.stringify(code.value ?? null))
  const { errorType, errorMessage } = code.error ?? { errorType: '', errorMessage: '' }
  if (python) {
    // A JSON text is a Python text as well: both know its escapes.
    const body = code.error
      ? `    raise type(${JSON.stringify(errorType)}, (Exception,), {})(${JSON.stringify(errorMessage)})`
      : `    return json.loads(${text})`
    return `import json\n\n\ndef handler(event, context):\n${body}\n`
  }
  const body = code.error
    ? `  const error = new Error(${JSON.stringify(errorMessage)})\n  error.name = ${JSON.stringify(errorType)}\n  throw error\n`
    : `  return JSON.parse(${text})\n`
  return `exports.handler = async () => {\n${body}}\n`
}

function writeSource(stack: Stack, id: string, code: SourceCode, runtime: string): DocObject {
  const [entry, second] = Object.entries(code.files)
  if (entry && !second && entry[1].length <= MAX_INLINE_CHARS) {
    const [file, text] = entry
    if (file === inlineFileName(runtime, text)) return { InlineCode: text }
  }
  for (const [file, text] of Object.entries(code.files)) stack.files[`src/${id}/${file}`] = text
  return { CodeUri: `src/${id}/` }
}

/**
 * Runtime, handler and code of a function. Canned answers become handlers that give them.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function writeCode(stack: Stack, id: string, name: string, spec: FunctionSpec): DocObject {
  const { code } = spec
  if (code.kind === 'source') {
    const runtime = spec.runtime ?? RUNTIMES[code.language]
    return { Runtime: runtime, Handler: spec.handler, ...writeSource(stack, id, code, runtime) }
  }
  const python = spec.runtime?.startsWith('python') ?? false
  const runtime = spec.runtime ?? RUNTIMES.javascript
  const says = 'a canned answer is written as a handler that gives it'
  stack.warnings.push({ at: `functions.${name}.code`, says })
  return {
    Runtime: runtime,
    Handler: `${INLINE_MODULE}.handler`,
    InlineCode: handlerOf(code, python),
  }
}
