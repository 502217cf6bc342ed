import { byteLength, exceeds } from '../gateway/bytes'
import type { Lineage, ServiceAnswer, ServiceCall } from '../schema/backends'
import type { FunctionSpec } from '../schema/function'
import type { Json, Problem } from '../schema/json'
import type { RuntimeMaker } from '../schema/runtime'
import type { Invocation, InvocationAnswer, Invoker, InvokerKit } from '../schema/world'
import { createAdmission } from './admission'
import {
  badPayload,
  notFound,
  payloadTooLarge,
  recursive,
  refusedAnswer,
  tooManyRequests,
} from './answer'
import { createQueue } from './asynchronous'
import { createAttempts } from './attempt'
import { accountProblems, functionProblems } from './configuration'
import { lambdaCost } from './cost'
import { createExecution } from './execution'
import { functionArn, parseFunctionName } from './function-name'
import { createPool, provisionedOf } from './pool'
import { createRegistry, LATEST } from './registry'
import { createSources } from './sources/sources'
import { refusedTrace } from './trace'

export interface InvokerOptions {
  /** Runs functions that are given as source. */
  makeRuntime?: RuntimeMaker
  /** Real milliseconds after which a run is killed and told as a time-out. */
  killAfterMs?: number
}

const DEFAULT_KILL_AFTER_MS = 10_000

/** A configuration that Lambda would refuse, with every place. */
export class ConfigurationError extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super(problems.map(({ at, expected }) => `${at}: expected ${expected}`).join('\n'))
    this.name = 'ConfigurationError'
    this.problems = problems
  }
}

type Parsed = { value: Json } | { reason: string }

function parsePayload(payload: string): Parsed {
  // No payload at all is an empty event.
  if (payload.trim() === '') return { value: {} }
  try {
    return { value: JSON.parse(payload) as Json }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : 'not JSON' }
  }
}

/**
 * Lambda: the Invoke API over functions given as canned answers or run by a Runtime, with its
 * environments, limits, asynchronous queue and event sources. Throws ConfigurationError when the
 * functions are configured as Lambda would not have them; all else is an answer.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createInvoker(kit: InvokerKit, options: InvokerOptions = {}): Invoker {
  const problems = accountProblems(kit.functions, kit.figures)
  if (problems.length > 0) throw new ConfigurationError(problems)

  const { figures, timeline, backends } = kit
  const { lambdaSyncPayloadBytes, lambdaAsyncPayloadBytes } = figures.limits
  const ids = kit.chance.fork('lambda requests')
  const registry = createRegistry(kit.functions, kit.chance.fork('lambda aliases'))
  const pool = createPool(kit.chance.fork('lambda environments'))
  const execute = createExecution({
    ...kit,
    chance: kit.chance.fork('lambda execution'),
    pool,
    makeRuntime: options.makeRuntime ?? null,
    killAfterMs: options.killAfterMs ?? DEFAULT_KILL_AFTER_MS,
    call,
  })
  const attempt = createAttempts(pool, createAdmission(registry, pool, figures), execute, ids)

  const queue = createQueue({
    ...kit,
    chance: kit.chance.fork('lambda queue'),
    spec: (name) => registry.spec(name),
    delivery: { backends, chance: kit.chance.fork('lambda deliveries'), invokeAsync },
    async attempt(queued, at) {
      const target = registry.resolve(queued.name, queued.qualifier)
      if (!target) throw new Error(`${queued.name}:${queued.qualifier} is gone while it is run`)
      return attempt({ ...queued, target, type: 'Event', at })
    },
  })

  function invokeAsync(name: string, payload: string, at: number, lineage?: Lineage): void {
    const named = parseFunctionName(name)
    const read = parsePayload(payload)
    if (!named || 'reason' in read || !registry.resolve(named.name, named.qualifier)) return
    const requestId = ids.uuid()
    queue.add({
      ...named,
      payload,
      event: read.value,
      requestId,
      at,
      traceId: '',
      clientContext: null,
      lineage,
    })
  }

  const sources = createSources({
    ...kit,
    chance: kit.chance.fork('lambda sources'),
    invokeAsync,
    async invokeSync(name, event, at, lineage) {
      const target = registry.resolve(name, null)
      if (!target) return null
      const requestId = ids.uuid()
      return attempt({
        target,
        requestId,
        type: 'RequestResponse',
        at,
        event,
        clientContext: null,
        traceId: undefined,
        lineage,
      })
    },
    spec: (name) => registry.spec(name),
  })

  /** A handler's call: of Lambda itself, or of another service. */
  async function call(made: ServiceCall, at: number, lineage: Lineage): Promise<ServiceAnswer> {
    if (made.service !== 'lambda' || made.action !== 'Invoke')
      return backends.call({ ...made, lineage })
    const { FunctionName, Qualifier, InvocationType, Payload } = made.input
    const type =
      InvocationType === 'Event' || InvocationType === 'DryRun' ? InvocationType : 'RequestResponse'
    const suffix = typeof Qualifier === 'string' ? `:${Qualifier}` : ''
    const answer = await invoke({
      functionName: `${FunctionName}${suffix}`,
      type,
      payload: typeof Payload === 'string' ? Payload : JSON.stringify(Payload ?? {}),
      at,
      lineage,
    })
    if (answer.statusCode >= 400) {
      const refusal = JSON.parse(answer.payload) as { [name: string]: Json }
      const __type = answer.refusedAs ?? 'ServiceException'
      const message = refusal.Message ?? refusal.message ?? ''
      return {
        status: answer.statusCode,
        output: { __type, message },
        durationMs: answer.durationMs,
      }
    }
    return {
      status: 200,
      output: {
        StatusCode: answer.statusCode,
        ...(answer.functionError ? { FunctionError: answer.functionError } : {}),
        ...(answer.executedVersion ? { ExecutedVersion: answer.executedVersion } : {}),
        Payload: answer.payload,
      },
      durationMs: answer.durationMs,
    }
  }

  async function invoke(invocation: Invocation): Promise<InvocationAnswer> {
    const { functionName, type, payload, at, lineage } = invocation
    const named = parseFunctionName(functionName)
    const target = named && registry.resolve(named.name, named.qualifier)
    if (!named || !target) {
      const arn = functionArn(kit, named?.name ?? functionName, named?.qualifier ?? LATEST)
      return refusedAnswer(functionName, at, notFound(arn))
    }
    const limit = type === 'Event' ? lambdaAsyncPayloadBytes : lambdaSyncPayloadBytes
    if (exceeds(payload, limit)) {
      const refusal = payloadTooLarge(byteLength(payload), type, limit)
      return refusedAnswer(target.name, at, refusal)
    }
    const read = parsePayload(payload)
    if ('reason' in read) return refusedAnswer(target.name, at, badPayload(read.reason))

    const requestId = ids.uuid()
    const clientContext = invocation.clientContext ?? null
    const empty = { payload: '', functionError: null, durationMs: 0, record: null }
    if (type === 'DryRun') {
      const trace = refusedTrace(target.name, at, false)
      return { ...empty, statusCode: 204, executedVersion: null, trace }
    }
    if (type === 'Event') {
      const { name, qualifier } = named
      const traceId = invocation.traceId ?? ''
      queue.add({
        name,
        qualifier,
        payload,
        event: read.value,
        requestId,
        at,
        traceId,
        clientContext,
        lineage,
      })
      const trace = refusedTrace(target.name, at, false)
      return { ...empty, statusCode: 202, executedVersion: null, trace }
    }
    const { traceId } = invocation
    const result = await attempt({
      target,
      requestId,
      type,
      at,
      event: read.value,
      clientContext,
      traceId,
      lineage,
    })
    if (result.isLoop) return refusedAnswer(target.name, at, recursive())
    if (result.throttle)
      return refusedAnswer(target.name, at, tooManyRequests(result.throttle.reason))
    return {
      statusCode: 200,
      payload: result.record.payload,
      functionError: result.record.functionError,
      executedVersion: result.record.executedVersion,
      durationMs: result.durationMs,
      record: result.record,
      cost: lambdaCost(result.record, target.spec.architecture ?? 'x86_64', figures),
      trace: result.trace,
    }
  }

  /** Keeps ready what is provisioned, beside what is there already. */
  function provision(name: string): void {
    const spec = registry.spec(name)
    if (!spec) return
    for (const [version, count] of provisionedOf(spec)) {
      const target = registry.resolve(name, version)
      if (!target) continue
      for (let ready = pool.provisioned(target); ready < count; ready++)
        pool.create(target, timeline.now(), true)
    }
  }

  for (const name of registry.names()) provision(name)
  sources.start()

  return {
    invoke,
    update(name: string, spec: FunctionSpec | null) {
      const found = spec ? functionProblems(name, spec, figures) : []
      if (found.length > 0) throw new ConfigurationError(found)
      registry.put(name, spec)
      pool.keep(name, registry.keys(name))
      provision(name)
      sources.follow(name)
    },
    async dispose() {
      sources.stop()
      await pool.dispose()
    },
  }
}
