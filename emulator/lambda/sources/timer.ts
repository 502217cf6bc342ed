import { scheduledEvent } from '../../events/eventbridge'
import type { EventSource } from '../../schema/function'
import { parseSchedule } from '../schedule'
import type { Mapping, SourceKit } from './mapping'

/**
 * A schedule: fires on the world's clock for as long as it stands. A rate counts from the moment
 * the schedule was made.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
 */
export function scheduleMapping(
  kit: SourceKit,
  functionName: string,
  source: EventSource,
): Mapping {
  const schedule = parseSchedule(source.scheduleExpression ?? '', kit.timeline.now())
  let next: { cancel(): void } | null = null

  function plan(): void {
    const at = schedule?.after(kit.timeline.now()) ?? null
    next = at === null ? null : kit.timeline.schedule(at, fire)
  }

  async function fire() {
    const at = kit.timeline.now()
    const event = source.input ?? scheduledEvent({ ...kit, at }, { ruleArn: source.arn })
    kit.invokeAsync(functionName, JSON.stringify(event), at)
    plan()
    return []
  }

  plan()
  return { changed() {}, stop: () => next?.cancel() }
}
