import type { FunctionSpec } from '../../schema/function'
import { get, type Node, textOf } from '../node'
import type { Scope } from './resource'

/** CloudFormation puts inline code into a file of this name. */
export const INLINE_MODULE = 'index'
/** Inline Node code with import or export statements is an ES module. */
const ES_MODULE = /^[ \t]*(import|export)\b/m

const plain = (path: string) => path.replace(/^(\.\/)+/, '').replace(/\/$/, '')

/**
 * The files under a folder beside the template, by their path within it.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function filesUnder(files: Record<string, string>, folder: string): Record<string, string> {
  const start = plain(folder) === '.' || plain(folder) === '' ? '' : `${plain(folder)}/`
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => {
      const name = plain(path)
      return name.startsWith(start) ? [[name.slice(start.length), text]] : []
    }),
  )
}

/**
 * The name of the file that holds inline code.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
 */
export function inlineFileName(runtime: string, text: string): string {
  if (runtime.startsWith('python')) return `${INLINE_MODULE}.py`
  return `${INLINE_MODULE}.${ES_MODULE.test(text) ? 'mjs' : 'js'}`
}

const languageOf = (runtime: string, files: string[]) => {
  if (runtime.startsWith('python')) return 'python' as const
  if (!runtime.startsWith('nodejs')) return null
  const types = files.some((name) => /\.[cm]?tsx?$/.test(name))
  const plainScript = files.some((name) => /\.[cm]?js$/.test(name) && !name.includes('/'))
  return types && !plainScript ? ('typescript' as const) : ('javascript' as const)
}

/** Stands for code that is not at hand: a function that answers a request with nothing. */
const ABSENT: FunctionSpec['code'] = { kind: 'canned', value: { statusCode: 200 } }

/**
 * A function's code: inline, or from files beside the template. Where it is not at hand, or is for
 * a runtime that is not run here, an empty answer stands for it and a warning says so.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function readCode(
  scope: Scope,
  properties: Node | undefined,
  runtime: string,
  at: Node,
): FunctionSpec['code'] {
  const absent = (node: Node, says: string) => {
    scope.reading.warn(node, `${says}, so an empty answer stands for it`)
    return ABSENT
  }
  const inline = get(properties, 'InlineCode') ?? inlineOf(get(properties, 'Code'))
  const location = get(properties, 'CodeUri')
  const files = inline
    ? { [inlineFileName(runtime, textOf(inline))]: textOf(inline) }
    : location?.kind === 'scalar'
      ? filesUnder(scope.files, textOf(location))
      : location === undefined && get(properties, 'Code') === undefined
        ? filesUnder(scope.files, '.')
        : {}
  const node = inline ?? location ?? get(properties, 'Code') ?? at
  const language = languageOf(runtime, Object.keys(files))
  if (language === null) return absent(node, `the runtime ${runtime || '(none)'} is not run here`)
  if (Object.keys(files).length === 0) return absent(node, 'the code is not at hand')
  return { kind: 'source', language, files }
}

const inlineOf = (code: Node | undefined) =>
  code?.kind === 'map' ? get(code, 'ZipFile') : undefined
