import type { ServiceAnswer, ServiceCall } from '../schema/backends'
import type { InvocationRecord, TraceSegment } from '../schema/exchange'
import type { Json } from '../schema/json'
import type { Runtime, RuntimeContext, RuntimeMaker } from '../schema/runtime'
import type { InvokerKit } from '../schema/world'
import { cannedRuntime } from './canned'
import {
  handlerMs,
  initMsOf,
  memoryOf,
  memoryUsedOf,
  restoreMsOf,
  runtimeOf,
  timeoutMsOf,
} from './cost-model'
import { environmentVariables, handlerOf } from './environment-variables'
import { functionArn } from './function-name'
import { errorTypeOf, outcomeOf } from './outcome'
import type { Environment, Pool } from './pool'
import { LATEST, type Target } from './registry'
import { billedMsOf, jsonLines, type Told, textLines } from './report'
import { reasons, stamped } from './telling'
import { runTrace, type TracedCall } from './trace'

/** What Lambda allows an answer beyond 6 MiB, by the text of its error. */
const RESPONSE_EXTRA_BYTES = 100

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
  call(call: ServiceCall, at: number): Promise<ServiceAnswer>
}

/** A runtime's version ARN: 64 digits that are the same for the same runtime. */
function runtimeArn(kit: ExecutionKit, name: string): string {
  return `arn:aws:lambda:${kit.region}::runtime:${kit.chance.fork(`runtime ${name}`).hex(64)}`
}

/**
 * Runs functions in their environments. Durations come from the cost model; the runtime only says
 * what the handler answered.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function createExecution(kit: ExecutionKit): (order: Order) => Promise<Run> {
  const { figures, pool } = kit
  const initLimit = figures.limits.lambdaInitMs
  const responseLimit = figures.limits.lambdaSyncPayloadBytes + RESPONSE_EXTRA_BYTES
  /** Calls of the run that each environment is at. */
  const calls = new Map<Environment, TracedCall[]>()
  const runtimeArns = new Map<string, string>()

  async function runtimeFor(order: Order, startAt: number, restored: boolean): Promise<Runtime> {
    const { environment, target } = order
    const { spec } = target
    if (spec.code.kind === 'canned') return cannedRuntime(spec, spec.code)
    if (!kit.makeRuntime) {
      throw new Error(`${target.name} has source code, and this world has no runtime to run it`)
    }
    const start = environment.provisioned
      ? 'provisioned-concurrency'
      : restored
        ? 'snap-start'
        : 'on-demand'
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
        logGroup: `/aws/lambda/${target.name}`,
        logStream: environment.logStream,
        start,
      }),
      startAt,
      seed: environment.id,
      killAfterMs: kit.killAfterMs,
      async call(call) {
        const answer = await kit.call(call, order.at)
        calls.get(environment)?.push({ call, status: answer.status, durationMs: answer.durationMs })
        return answer
      },
    })
  }

  return async function execute(order) {
    const { environment, target, at, requestId } = order
    const environmentId = environment.id
    const { spec } = target
    const cold = !environment.ready
    const restored = cold && spec.snapStart === true && target.version !== LATEST
    const start =
      environment.provisioned && !cold
        ? 'provisioned'
        : restored
          ? 'restored'
          : cold
            ? 'cold'
            : 'warm'
    const timeoutMs = timeoutMsOf(spec)
    // Past its limit INIT is given up, and begins again within the invoke, at the invoke's expense.
    const declaredInit = cold ? (restored ? restoreMsOf(spec) : initMsOf(spec)) : 0
    const initTimedOut = declaredInit > initLimit
    const initMs = Math.min(declaredInit, initLimit)
    const startAt = at + initMs
    const arn = functionArn(kit, target.name, target.qualifier === LATEST ? null : target.qualifier)
    const context: RuntimeContext = {
      awsRequestId: requestId,
      functionName: target.name,
      functionVersion: target.version,
      invokedFunctionArn: arn,
      memoryLimitInMb: String(memoryOf(spec)),
      logGroupName: `/aws/lambda/${target.name}`,
      logStreamName: environment.logStream,
      deadlineMs: startAt + timeoutMs,
      clientContext: order.clientContext,
      identity: null,
      traceId: order.traceId,
    }

    environment.busyUntil = Number.POSITIVE_INFINITY
    const traced: TracedCall[] = []
    calls.set(environment, traced)
    environment.runtime ??= await runtimeFor(order, at, restored)
    const answer = await environment.runtime.invoke(order.event, context, startAt)
    calls.delete(environment)

    const called = traced.reduce((sum, { durationMs }) => sum + durationMs, 0)
    const initFailed = answer.result.kind === 'error' && answer.result.phase === 'init'
    const again = initTimedOut || initFailed ? declaredInit : 0
    const wanted = again + (initFailed ? 0 : handlerMs(spec, called + (answer.waitedMs ?? 0)))
    const timedOut = answer.result.kind === 'timeout' || wanted >= timeoutMs
    const durationMs = timedOut ? timeoutMs : wanted
    const usedMb = Math.min(memoryUsedOf(spec), memoryOf(spec))
    const killed = memoryUsedOf(spec) > memoryOf(spec)

    const outcome = outcomeOf(answer, { timedOut, killed, requestId, timeoutMs, responseLimit })
    const endAt = startAt + durationMs
    const billedMs = billedMsOf(start, initMs, durationMs)
    const name = runtimeOf(spec)
    if (cold && !runtimeArns.has(name)) runtimeArns.set(name, runtimeArn(kit, name))
    const told: Told = {
      requestId,
      version: target.version,
      runtime: cold ? { name, arn: runtimeArns.get(name) ?? '' } : null,
      initAt: at,
      startAt,
      endAt,
      initMs,
      start,
      brokenInit:
        cold && (initTimedOut || initFailed)
          ? {
              ms: initMs,
              status: initTimedOut ? 'timeout' : 'error',
              errorType: initTimedOut ? null : errorTypeOf(outcome.payload),
            }
          : null,
      durationMs,
      billedMs,
      memoryMb: memoryOf(spec),
      usedMb,
      timeoutMs,
      status: timedOut ? 'timeout' : outcome.dead || initFailed ? 'error' : 'success',
      errorType: outcome.failed ? errorTypeOf(outcome.payload) : null,
      trace:
        spec.tracing === 'Active'
          ? { traceId: rootOf(order.traceId), segmentId: kit.chance.hex(16) }
          : null,
      initLogs: cold ? stamped(answer.initLogs ?? [], at, startAt) : [],
      logs: stamped(answer.logs, startAt, endAt),
    }

    environment.ready = !initFailed
    if (timedOut || outcome.dead || initFailed) {
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
      memoryMb: memoryOf(spec),
      maxMemoryUsedMb: usedMb,
      event: order.event,
      context: { ...context },
      logGroup: context.logGroupName,
      logStream: context.logStreamName,
      logs: spec.logFormat === 'JSON' ? jsonLines(told) : textLines(told),
      payload: outcome.payload,
      functionError: outcome.failed ? 'Unhandled' : null,
      refusal: null,
      because: reasons(start, told, spec.code.cpuMs !== undefined),
    }
    const trace = runTrace(target.name, {
      initMs,
      durationMs,
      fault: outcome.failed,
      restored,
      calls: traced,
    })
    return { record, trace, durationMs: initMs + durationMs }
  }
}

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
