import type { Json } from '../../../schema/json'
import { Buffer } from '../builtins/buffer'
import type { Realm } from '../realm'
import type { ClientPackage } from './catalog'
import { BodyStream, bytesInAttributes, payloadBytes, toWire } from './wire'

export type Input = Record<string, unknown>

/** What `send` takes: an action's name and its input. */
export interface Command {
  action: string
  input: Input
}

/** What every exception of the SDK is. */
export class ServiceException extends Error {
  $fault = 'client'
  $metadata: unknown
}

/** Exceptions of one package by name, so that `instanceof` works. */
export class Exceptions {
  private readonly known = new Map<string, new (message: string) => ServiceException>()

  of(name: string): new (message: string) => ServiceException {
    let found = this.known.get(name)
    if (!found) {
      found = {
        [name]: class extends ServiceException {
          override readonly name = name
        },
      }[name] as new (
        message: string,
      ) => ServiceException
      this.known.set(name, found)
    }
    return found
  }
}

const metadata = (realm: Realm, status: number) => ({
  httpStatusCode: status,
  requestId: realm.randomness.uuid(),
  attempts: 1,
  totalRetryDelay: 0,
})

function output(realm: Realm, service: string, action: string, value: Json, status: number) {
  const plain = service === 'dynamodb' ? bytesInAttributes(value) : value
  const found = { $metadata: metadata(realm, status), ...(plain as Input) } as Input
  if (action === 'GetObject') found.Body = new BodyStream(Buffer.from(String(found.Body ?? '')))
  if (action === 'Invoke' && typeof found.Payload === 'string')
    found.Payload = payloadBytes(found.Payload)
  return found
}

/** Asks the service; its refusal is thrown as the SDK throws it. */
async function request(
  realm: Realm,
  of: ClientPackage,
  exceptions: Exceptions,
  { action, input }: Command,
): Promise<Input> {
  const { service } = of
  const wire = toWire(service, input) as { [name: string]: Json }
  const answer = await realm.ask({ service, action, input: wire })
  if (answer.status < 400) return output(realm, service, action, answer.output, answer.status)
  const { __type, message } = answer.output as { __type?: string; message?: string }
  const name = String(__type ?? 'UnknownError')
    .split('#')
    .at(-1) as string
  const error = new (exceptions.of(name))(message ?? name)
  error.$fault = answer.status >= 500 ? 'server' : 'client'
  error.$metadata = metadata(realm, answer.status)
  throw Object.assign(error, service === 's3' ? { Code: name } : {}, {
    ...(answer.output as Input),
    __type: undefined,
  })
}

type Callback = (error: unknown, value?: unknown) => void

export interface Client {
  config: Input
  send(command: Command, options?: unknown, callback?: Callback): Promise<Input> | undefined
}

/**
 * The client class of a package.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/
 */
export function makeClientClass(realm: Realm, of: ClientPackage, exceptions: Exceptions) {
  return class {
    readonly config: Input
    /** Middleware has nothing to do here, but code may add some. */
    readonly middlewareStack = { add() {}, addRelativeTo() {}, use() {}, remove: () => false }

    constructor(config: Input = {}) {
      const region = config.region ?? realm.environment.AWS_REGION
      if (region === undefined) throw new Error('Region is missing')
      this.config = { ...config, serviceId: of.name, region: async () => region }
    }
    send(command: Command, options?: unknown, callback?: Callback) {
      const done = (typeof options === 'function' ? options : callback) as Callback | undefined
      const sent = request(realm, of, exceptions, command)
      if (!done) return sent
      sent.then(
        (value) => done(null, value),
        (error) => done(error),
      )
      return undefined
    }
    destroy() {}
  }
}

/** `PutObjectCommand` and its kin: an action with its input. */
export function makeCommandClass(action: string) {
  const name = `${action}Command`
  return {
    [name]: class implements Command {
      readonly action = action
      constructor(readonly input: Input = {}) {}
    },
  }[name] as new (
    input?: Input,
  ) => Command
}

/** `putObject` and its kin on the aggregated client. */
export function withMethods<T extends new (...args: never[]) => Client>(
  client: T,
  actions: Record<string, new (input?: Input) => Command>,
): T {
  const made = class extends (client as unknown as new (...args: unknown[]) => Client) {}
  for (const [action, command] of Object.entries(actions)) {
    const method = (action[0] ?? '').toLowerCase() + action.slice(1)
    Object.defineProperty(made.prototype, method, {
      value(this: Client, input?: Input, options?: unknown, callback?: Callback) {
        return this.send(new command(input), options, callback)
      },
    })
  }
  return made as unknown as T
}

/** An async iterator over the pages of an action. */
export function makePaginator(
  command: new (input?: Input) => Command,
  [from, to]: readonly [string, string],
) {
  return async function* ({ client }: { client: Client }, input: Input) {
    let mark: unknown
    do {
      const page: Input | undefined = await client.send(
        new command(mark === undefined ? input : { ...input, [to]: mark }),
      )
      yield page
      mark = page?.[from]
    } while (mark !== undefined)
  }
}
