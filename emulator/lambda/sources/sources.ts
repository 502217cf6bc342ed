import type { EventSource } from '../../schema/function'
import type { Mapping, MappingMaker, SourceKit } from './mapping'
import { eventBridgeMapping, s3Mapping, snsMapping } from './push'
import { sqsMapping } from './sqs'
import { dynamodbMapping, kinesisMapping } from './stream-source'
import { scheduleMapping } from './timer'

const MAKERS: Record<EventSource['type'], MappingMaker> = {
  s3: s3Mapping,
  sns: snsMapping,
  eventbridge: eventBridgeMapping,
  schedule: scheduleMapping,
  sqs: sqsMapping,
  kinesis: kinesisMapping,
  dynamodb: dynamodbMapping,
}

/** All event sources of all functions. */
export interface Sources {
  start(): void
  /** A function was added, changed or removed; sources that did not change keep their place. */
  follow(functionName: string): void
  stop(): void
}

/**
 * Connects functions with what triggers them.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
export function createSources(kit: SourceKit & { functions: Record<string, unknown> }): Sources {
  const active = new Map<string, Map<string, Mapping>>()
  let unlisten = () => {}

  function follow(name: string): void {
    const before = active.get(name) ?? new Map<string, Mapping>()
    const now = new Map<string, Mapping>()
    for (const source of kit.spec(name)?.eventSources ?? []) {
      if (source.enabled === false) continue
      const key = JSON.stringify(source)
      now.set(key, before.get(key) ?? MAKERS[source.type](kit, name, source))
    }
    for (const [key, mapping] of before) if (!now.has(key)) mapping.stop()
    active.set(name, now)
  }

  return {
    start() {
      for (const name of Object.keys(kit.functions)) follow(name)
      unlisten = kit.backends.listen((change) => {
        for (const mappings of active.values()) {
          for (const mapping of mappings.values()) mapping.changed(change)
        }
      })
    },
    follow,
    stop() {
      unlisten()
      for (const mappings of active.values())
        for (const mapping of mappings.values()) mapping.stop()
      active.clear()
    },
  }
}
