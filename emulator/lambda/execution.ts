import type { Lineage, ServiceAnswer, ServiceCall } from '../schema/backends'
import type { InvocationRecord, TraceSegment } from '../schema/exchange'
import type { Json } from '../schema/json'
import type { Runtime, RuntimeContext, RuntimeMaker } from '../schema/runtime'
import type { InvokerKit } from '../schema/world'
import { cannedRuntime } from './canned'
import { memoryOf, memoryUsedOf, runtimeOf, timeoutMsOf } from './cost-model'
import { environmentVariables, handlerOf } from './environment-variables'
import { functionArn } from './function-name'
import { errorTypeOf, outcomeOf } from './outcome'
import type { Environment, Pool } from './pool'
import { LATEST, type Target } from './registry'
import { billedMsOf, jsonLines, type Told, textLines } from './report'
import { reasons, stamped } from './telling'
import { brokenInitOf, isFresh, type Start, timingOf } from './timing'
import { runTrace, type TracedCall } from './trace'

/** `AWS_LAMBDA_INITIALIZATION_TYPE` by how an environment begins. */
const INITIALIZATION = {
  cold: 'on-demand',
  warm: 'on-demand',
  provisioned: 'provisioned-concurrency',
  restored: 'snap-start',
} as const

/** One run to be done. */
export interface Order {
  target: Target
  environment: Environment
  requestId: string
  type: InvocationRecord['type']
  /** Epoch milliseconds. */
  at: number
  event: Json
  clientContext: Json
  traceId: string
  /** The chain of events with this run in it. */
  lineage: Lineage
}

export interface Run {
  record: InvocationRecord
  trace: TraceSegment
  /** From the call to the answer, in milliseconds. */
  durationMs: number
}

/** What executing needs beside its order. */
export interface ExecutionKit
  extends Pick<InvokerKit, 'figures' | 'region' | 'accountId' | 'chance'> {
  pool: Pool
  makeRuntime: RuntimeMaker | null
  /** Real milliseconds after which a runtime is killed. */
  killAfterMs: number
  /** Answers a handler's call of a service at an instant. */
  call(call: ServiceCall, at: number, lineage: Lineage): Promise<ServiceAnswer>
}

/**
 * Runs functions in their environments. Durations come from the cost model; the runtime only says
 * what the handler answered.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function createExecution(kit: ExecutionKit): (order: Order) => Promise<Run> {
  const { figures, pool } = kit
  const initLimit = figures.limits.lambdaInitMs
  const responseLimit = figures.limits.lambdaSyncPayloadBytes
  /** The run that each environment is at, and the calls it has made. */
  const running = new Map<Environment, { order: Order; traced: TracedCall[] }>()
  const runtimes = new Map<string, { name: string; arn: string }>()

  /** A runtime with its version's ARN: 64 digits that are the same for the same runtime. */
  function runtimeVersion(name: string): { name: string; arn: string } {
    const known = runtimes.get(name)
    if (known) return known
    const digits = kit.chance.fork(`runtime ${name}`).hex(64)
    const made = { name, arn: `arn:aws:lambda:${kit.region}::runtime:${digits}` }
    runtimes.set(name, made)
    return made
  }

  async function runtimeFor(order: Order, start: Start): Promise<Runtime> {
    const { environment, target } = order
    const { spec } = target
    if (spec.code.kind === 'canned') return cannedRuntime(spec, spec.code)
    if (!kit.makeRuntime) {
      throw new Error(`${target.name} has source code, and this world has no runtime to run it`)
    }
    return kit.makeRuntime({
      language: spec.code.language,
      runtime: runtimeOf(spec),
      handler: handlerOf(spec),
      files: spec.code.files,
      layers: Object.assign({}, ...Object.values(spec.layers ?? {})),
      tmp: environment.tmp,
      environment: environmentVariables(spec, {
        functionName: target.name,
        version: target.version,
        region: kit.region,
        logGroup: logGroupOf(target.name),
        logStream: environment.logStream,
        start: environment.provisioned ? 'provisioned-concurrency' : INITIALIZATION[start],
      }),
      startAt: order.at,
      seed: environment.id,
      killAfterMs: kit.killAfterMs,
      async call(call) {
        // An environment outlives the run that it was made for.
        const run = running.get(environment)
        const { at, lineage } = run?.order ?? order
        const answer = await kit.call(call, at, lineage)
        run?.traced.push({ call, status: answer.status, durationMs: answer.durationMs })
        return answer
      },
    })
  }

  return async function execute(order) {
    const { environment, target, at, requestId } = order
    const { spec } = target
    const environmentId = environment.id
    const start = startOf(environment, target)
    // INIT's own waiting is known only after it; the runtime's clock counts it by itself.
    const context = contextOf(kit, order, at + timingOf(spec, start, null, 0, initLimit).initMs)

    environment.busyUntil = Number.POSITIVE_INFINITY
    const traced: TracedCall[] = []
    running.set(environment, { order, traced })
    environment.runtime ??= await runtimeFor(order, start)
    const handlerAt = context.deadlineMs - timeoutMsOf(spec)
    const answer = await environment.runtime.invoke(order.event, context, handlerAt)
    running.delete(environment)

    const called = traced.reduce((sum, { durationMs }) => sum + durationMs, 0)
    const timing = timingOf(spec, start, answer, called, initLimit)
    const { initMs, durationMs, timedOut, initFailed } = timing
    const timeoutMs = timeoutMsOf(spec)
    const memoryMb = memoryOf(spec)
    const usedMb = Math.min(memoryUsedOf(spec), memoryMb)
    const killed = memoryUsedOf(spec) > memoryMb
    const outcome = outcomeOf(answer, { timedOut, killed, requestId, timeoutMs, responseLimit })
    const startAt = at + initMs
    const endAt = startAt + durationMs
    const gone = timedOut || outcome.dead || initFailed || answer.ended === true
    const billedMs = billedMsOf(start, initMs, durationMs)
    const errorType = outcome.failed ? errorTypeOf(outcome.payload) : null
    const told: Told = {
      requestId,
      version: target.version,
      runtime: isFresh(start) ? runtimeVersion(runtimeOf(spec)) : null,
      initAt: at,
      startAt,
      endAt,
      initMs,
      start,
      brokenInit: brokenInitOf(timing, errorType),
      durationMs,
      billedMs,
      memoryMb,
      usedMb,
      timeoutMs,
      status: timedOut ? 'timeout' : outcome.dead || initFailed ? 'error' : 'success',
      errorType,
      trace:
        spec.tracing === 'Active'
          ? { traceId: rootOf(order.traceId), segmentId: kit.chance.hex(16) }
          : null,
      initLogs: isFresh(start) ? stamped(answer.initLogs ?? [], at, startAt) : [],
      logs: stamped(answer.logs, startAt, endAt),
    }

    environment.ready = true
    if (gone) {
      environment.tmp = await filesLeft(environment)
      await pool.restart(environment)
    }
    environment.busyUntil = endAt

    const record: InvocationRecord = {
      functionName: target.name,
      qualifier: target.qualifier,
      executedVersion: target.version,
      requestId,
      type: order.type,
      environmentId,
      start,
      startedAt: at,
      initMs,
      durationMs,
      billedMs,
      memoryMb,
      maxMemoryUsedMb: usedMb,
      event: order.event,
      context: { ...context },
      logGroup: context.logGroupName,
      logStream: context.logStreamName,
      logs: spec.logFormat === 'JSON' ? jsonLines(told) : textLines(told),
      payload: outcome.payload,
      functionError: outcome.failed ? 'Unhandled' : null,
      refusal: null,
      because: reasons(told, spec.code.cpuMs !== undefined),
    }
    const restored = start === 'restored'
    const run = { at, initMs, durationMs, fault: outcome.failed, restored, calls: traced }
    return { record, trace: runTrace(target.name, run), durationMs: initMs + durationMs }
  }
}

/** How a run begins: with INIT, from a snapshot, or in an environment that is ready. */
function startOf(environment: Environment, target: Target): Start {
  if (environment.ready) return environment.provisioned ? 'provisioned' : 'warm'
  return target.spec.snapStart && target.version !== LATEST ? 'restored' : 'cold'
}

function contextOf(kit: ExecutionKit, order: Order, startAt: number): RuntimeContext {
  const { name, qualifier, version, spec } = order.target
  return {
    awsRequestId: order.requestId,
    functionName: name,
    functionVersion: version,
    invokedFunctionArn: functionArn(kit, name, qualifier === LATEST ? null : qualifier),
    memoryLimitInMb: String(memoryOf(spec)),
    logGroupName: logGroupOf(name),
    logStreamName: order.environment.logStream,
    deadlineMs: startAt + timeoutMsOf(spec),
    clientContext: order.clientContext,
    identity: null,
    traceId: order.traceId,
  }
}

const logGroupOf = (name: string) => `/aws/lambda/${name}`
const rootOf = (traceId: string) => /Root=([^;]+)/.exec(traceId)?.[1] ?? traceId

/** `/tmp` as it was left; a runtime that was killed may not be able to tell any more. */
async function filesLeft(environment: Environment): Promise<Record<string, string>> {
  try {
    const files = await environment.runtime?.tmp()
    return files ?? environment.tmp
  } catch {
    return environment.tmp
  }
}
