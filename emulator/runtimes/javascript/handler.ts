import { CALLBACKS_REFUSED, RuntimeFault } from './fault'
import { loadFault, type Modules } from './modules'

export type Handler = (event: unknown, context: unknown, callback?: unknown) => unknown

export interface LoadedHandler {
  handler: Handler
  /** Written with `async`: a promise of it that nothing can settle is an error, not an answer. */
  isAsync: boolean
}

/** From this major version on Node.js functions have no callback. */
export const FIRST_WITHOUT_CALLBACKS = 24

const SHAPE = /^([^.]*)\.(.*)$/

/** The major version in `nodejs22.x`; functions that name none run on the first of today's. */
export function nodeMajor(runtime: string): number {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 22)
}

/**
 * Loads the module that the handler setting names and takes the function out of it.
 * @throws what Lambda reports as the failure of INIT
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(
  modules: Modules,
  setting: string,
  runtime: string,
): Promise<LoadedHandler> {
  if (setting.includes('..'))
    throw new RuntimeFault(
      'MalformedHandlerName',
      `'${setting}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    )
  const slash = setting.lastIndexOf('/') + 1
  const [, file, name = ''] = SHAPE.exec(setting.slice(slash)) ?? []
  if (file === undefined) throw new RuntimeFault('MalformedHandlerName', 'Bad handler')

  const exported = await modules.load(setting.slice(0, slash) + file).catch((error) => {
    throw loadFault(error)
  })
  const handler =
    found(exported, name) ?? found((exported as { default?: unknown } | null)?.default, name)
  if (!handler) throw new RuntimeFault('HandlerNotFound', `${setting} is undefined or not exported`)
  if (typeof handler !== 'function')
    throw new RuntimeFault('HandlerNotFound', `${setting} is not a function`)
  if (nodeMajor(runtime) >= FIRST_WITHOUT_CALLBACKS && handler.length >= 3)
    throw new RuntimeFault('CallbackHandlerDeprecated', CALLBACKS_REFUSED)
  return {
    handler: handler as Handler,
    isAsync: handler.constructor?.name === 'AsyncFunction',
  }
}

function found(exported: unknown, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        value !== null && (typeof value === 'object' || typeof value === 'function')
          ? (value as Record<string, unknown>)[key]
          : undefined,
      exported,
    )
}
