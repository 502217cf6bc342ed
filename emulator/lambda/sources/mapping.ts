import type { Lineage, ServiceChange } from '../../schema/backends'
import type { EventSource, FunctionSpec } from '../../schema/function'
import type { Json } from '../../schema/json'
import type { InvokerKit } from '../../schema/world'
import type { Attempt } from '../attempt'

/** What event sources need of the world and of Lambda. */
export interface SourceKit
  extends Pick<
    InvokerKit,
    'timeline' | 'chance' | 'figures' | 'backends' | 'region' | 'accountId'
  > {
  invokeAsync(functionName: string, payload: string, at: number, lineage?: Lineage): void
  /** Null when the function is gone. */
  invokeSync(
    functionName: string,
    event: Json,
    at: number,
    lineage?: Lineage,
  ): Promise<Attempt | null>
  spec(functionName: string): FunctionSpec | null
}

/** One event source of one function at work. */
export interface Mapping {
  changed(change: ServiceChange): void
  stop(): void
}

export type MappingMaker = (kit: SourceKit, functionName: string, source: EventSource) => Mapping

/**
 * The name within an ARN of a queue, topic, bucket, bus, stream or table's stream.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function resourceOf(arn: string): string {
  const tail = arn.split(':').slice(5).join(':')
  const parts = tail.split('/')
  return parts[1] ?? tail
}
