import type { RuntimeContext } from '../../schema/runtime'

/**
 * The `context` object's own fields, in camelCase; the memory limit is a text.
 * @param now the world's clock, epoch ms
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export function contextOf(from: RuntimeContext, deadlineMs: number, now: () => number) {
  return {
    functionVersion: from.functionVersion,
    functionName: from.functionName,
    memoryLimitInMB: from.memoryLimitInMb,
    logGroupName: from.logGroupName,
    logStreamName: from.logStreamName,
    clientContext: from.clientContext ?? undefined,
    identity: from.identity ?? undefined,
    invokedFunctionArn: from.invokedFunctionArn,
    awsRequestId: from.awsRequestId,
    getRemainingTimeInMillis: () => Math.floor(deadlineMs) - now(),
  }
}
