import type { Because, LogEvent } from '../schema/exchange'
import type { Told } from './report'

/**
 * Log events of a runtime at the instants they name, or at the handler's start; never outside the
 * run (all in epoch milliseconds).
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export function stamped(messages: string[], from: number, to: number): LogEvent[] {
  return messages.map((message) => {
    const instant = /(?:^|\t)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\t/.exec(message)?.[1]
    const at = instant === undefined ? from : Date.parse(instant)
    return { at: Math.min(Math.max(at, from), to), message }
  })
}

/**
 * Which rules decided a run, with what they say about it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function reasons(told: Told, worked: boolean): Because[] {
  const { start } = told
  const because: Because[] = []
  const add = (rule: string, sentence: string) => because.push({ rule, sentence })
  if (start === 'warm')
    add(
      'lambda.globals-survive',
      'An idle environment was there: its globals and /tmp are as they were left.',
    )
  if (start === 'cold')
    add(
      'lambda.cold-none-idle',
      `No environment was idle: a new one took ${told.initMs} ms for INIT.`,
    )
  if (start === 'provisioned')
    add('lambda.provisioned', 'A provisioned environment had done INIT before.')
  if (start === 'restored')
    add('lambda.snapstart', `A snapshot was restored in ${told.initMs} ms instead of INIT.`)
  if (told.brokenInit?.status === 'timeout')
    add('lambda.init-limit', 'INIT ran into its limit and began again within the invoke.')
  if (told.status === 'timeout')
    add(
      'fault.timeout',
      `The time-out of ${told.timeoutMs / 1000} s passed; the next run starts anew.`,
    )
  if (worked)
    add(
      'lambda.cpu',
      `${told.memoryMb} MB give a share of a vCPU; the declared work took longer or shorter for it.`,
    )
  return because
}
