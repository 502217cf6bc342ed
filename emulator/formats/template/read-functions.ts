import type { AsyncConfig, EventSource, FunctionSpec } from '../../schema/function'
import { defined, unlessEmpty } from '../defined'
import { functionNamed } from '../lambda-uri'
import {
  entriesOf,
  get,
  integerOf,
  isBlank,
  itemsOf,
  type Node,
  numberOf,
  refuse,
  textMapOf,
  textOf,
  wordOf,
} from '../node'
import { filesUnder, readCode } from './code'
import { readDestination, readEventSource, readMapping } from './read-event-sources'
import { ofType, type Resource, type Scope } from './resource'

/** A function as it was read, and the events of it that belong to an API. */
export interface ReadFunction {
  name: string
  resource: Resource
  spec: FunctionSpec
  apiEvents: { type: 'Api' | 'HttpApi'; id: string; node: Node }[]
}

const maybe = <T>(node: Node | undefined, read: (node: Node) => T): T | undefined =>
  node === undefined ? undefined : read(node)

function readLayers(scope: Scope, node: Node | undefined): FunctionSpec['layers'] {
  const layers = ofType(scope, 'AWS::Serverless::LayerVersion', 'AWS::Lambda::LayerVersion')
  const read = itemsOf(node).map((one): [string, Record<string, string>] => {
    const name = /:layer:([^:]+)/.exec(textOf(one))?.[1] ?? textOf(one)
    const layer = layers.find((each) => scope.nameOf(each) === name)
    const properties = layer && scope.propertiesOf(layer)
    const location = get(properties, 'ContentUri')
    const files =
      location?.kind === 'scalar' ? filesUnder(scope.files, textOf(location)) : undefined
    if (!files || Object.keys(files).length === 0) {
      scope.reading.warn(one, `the files of the layer ${name} are not at hand`)
    }
    return [name, files ?? {}]
  })
  return read.length === 0 ? undefined : Object.fromEntries(read)
}

/** Asynchronous invocation, of a SAM function or of a resource of its own. */
function readAsync(node: Node | undefined): AsyncConfig | undefined {
  if (node === undefined) return undefined
  const target = (name: string) =>
    maybe(get(node, 'DestinationConfig', name, 'Destination'), readDestination)
  return defined({
    maximumRetryAttempts: maybe(get(node, 'MaximumRetryAttempts'), (one) => integerOf(one, 0, 2)),
    maximumEventAgeInSeconds: maybe(get(node, 'MaximumEventAgeInSeconds'), (one) =>
      integerOf(one, 60, 21_600),
    ),
    onSuccess: target('OnSuccess'),
    onFailure: target('OnFailure'),
  })
}

function readEvents(scope: Scope, name: string, node: Node | undefined) {
  const apiEvents: ReadFunction['apiEvents'] = []
  const sources: EventSource[] = []
  for (const [id, event] of entriesOf(node)) {
    const type = textOf(get(event, 'Type') ?? refuse(event, 'a Type'))
    const properties = get(event, 'Properties') ?? event
    if (type === 'Api' || type === 'HttpApi') {
      apiEvents.push({ type, id, node: properties })
      continue
    }
    const source = readEventSource(scope, type, properties, `${name}${id}`)
    if (source) sources.push(source)
    else scope.reading.warn(event, `events of type ${type} are left out`)
  }
  return { apiEvents, sources }
}

function readConfiguration(scope: Scope, properties: Node | undefined) {
  const at = (...path: string[]) => get(properties, ...path)
  const snapStart = at('SnapStart', 'ApplyOn')
  return defined({
    runtime: maybe(at('Runtime'), textOf),
    handler: maybe(at('Handler'), textOf),
    memoryMb: maybe(at('MemorySize'), (one) => integerOf(one, 128, 10_240)),
    timeoutSeconds: maybe(at('Timeout'), (one) => integerOf(one, 1, 900)),
    ephemeralStorageMb: maybe(at('EphemeralStorage', 'Size'), (one) => integerOf(one, 512, 10_240)),
    architecture: maybe(itemsOf(at('Architectures'))[0], (one) =>
      wordOf(one, ['x86_64', 'arm64'] as const),
    ),
    environment: textMapOf(at('Environment', 'Variables')),
    layers: readLayers(scope, at('Layers')),
    reservedConcurrency: maybe(at('ReservedConcurrentExecutions'), (one) => integerOf(one)),
    snapStart: snapStart && textOf(snapStart) !== 'None' ? true : undefined,
    async: readAsync(at('EventInvokeConfig')),
    deadLetterArn: maybe(
      at('DeadLetterQueue', 'TargetArn') ?? at('DeadLetterConfig', 'TargetArn'),
      textOf,
    ),
    tracing: maybe(at('Tracing') ?? at('TracingConfig', 'Mode'), (one) =>
      wordOf(one, ['Active', 'PassThrough'] as const),
    ),
    recursiveLoop: maybe(at('RecursiveLoop'), (one) =>
      wordOf(one, ['Allow', 'Terminate'] as const),
    ),
    logFormat: maybe(at('LoggingConfig', 'LogFormat'), (one) =>
      wordOf(one, ['Text', 'JSON'] as const),
    ),
  })
}

function readFunction(scope: Scope, resource: Resource): ReadFunction {
  const properties = scope.propertiesOf(resource)
  const name = scope.nameOf(resource)
  const runtime = maybe(get(properties, 'Runtime'), textOf) ?? ''
  const code = readCode(scope, properties, runtime, resource.node)
  const { apiEvents, sources } = readEvents(scope, name, get(properties, 'Events'))
  const spec: FunctionSpec = { code, ...readConfiguration(scope, properties) }
  if (sources.length > 0) spec.eventSources = sources
  const alias = get(properties, 'AutoPublishAlias')
  if (alias) {
    spec.versions = { '1': {} }
    spec.aliases = { [textOf(alias)]: { version: '1' } }
    const provisioned = get(properties, 'ProvisionedConcurrencyConfig')
    const count = get(provisioned, 'ProvisionedConcurrentExecutions')
    if (count) spec.provisionedConcurrency = { [textOf(alias)]: integerOf(count, 1) }
  }
  return { name, resource, spec, apiEvents }
}

const targetOf = (functions: Map<string, ReadFunction>, node: Node | undefined) =>
  functions.get((node && functionNamed(textOf(node))?.split(':')[0]) ?? '')?.spec

function readVersions(scope: Scope, functions: Map<string, ReadFunction>): void {
  for (const version of ofType(scope, 'AWS::Lambda::Version')) {
    const spec = targetOf(functions, get(scope.propertiesOf(version), 'FunctionName'))
    if (spec) spec.versions = { ...spec.versions, [scope.nameOf(version)]: {} }
  }
  for (const alias of ofType(scope, 'AWS::Lambda::Alias')) {
    const properties = scope.propertiesOf(alias)
    const spec = targetOf(functions, get(properties, 'FunctionName'))
    const version = get(properties, 'FunctionVersion')
    if (!spec || isBlank(version)) continue
    const name = scope.nameOf(alias)
    const weights = itemsOf(get(properties, 'RoutingConfig', 'AdditionalVersionWeights')).map(
      (one) => [
        textOf(get(one, 'FunctionVersion') ?? refuse(one, 'a FunctionVersion')),
        numberOf(get(one, 'FunctionWeight') ?? refuse(one, 'a FunctionWeight'), 0, 1),
      ],
    )
    spec.aliases = {
      ...spec.aliases,
      [name]: defined({
        version: textOf(version),
        weights: unlessEmpty(Object.fromEntries(weights)),
      }),
    }
    const provisioned = get(properties, 'ProvisionedConcurrencyConfig')
    const count = get(provisioned, 'ProvisionedConcurrentExecutions')
    if (count) {
      spec.provisionedConcurrency = { ...spec.provisionedConcurrency, [name]: integerOf(count, 1) }
    }
  }
}

/** Event sources and asynchronous settings that are resources of their own. */
function readAttached(scope: Scope, functions: Map<string, ReadFunction>): void {
  for (const mapping of ofType(scope, 'AWS::Lambda::EventSourceMapping')) {
    const properties = scope.propertiesOf(mapping) ?? refuse(mapping.node, 'Properties')
    const spec = targetOf(functions, get(properties, 'FunctionName'))
    const arn = get(properties, 'EventSourceArn') ?? refuse(properties, 'an EventSourceArn')
    const service = textOf(arn).split(':')[2] ?? ''
    const type = (['sqs', 'kinesis', 'dynamodb'] as const).find((one) => one === service)
    if (type === undefined) scope.reading.warn(arn, 'this event source is left out')
    else if (spec) {
      const source = { type, arn: textOf(arn), ...readMapping(properties) }
      spec.eventSources = [...(spec.eventSources ?? []), source]
    }
  }
  for (const config of ofType(scope, 'AWS::Lambda::EventInvokeConfig')) {
    const properties = scope.propertiesOf(config)
    const spec = targetOf(functions, get(properties, 'FunctionName'))
    const settings = readAsync(properties)
    if (spec && settings) spec.async = settings
  }
}

/**
 * All functions of a template by name, with their event sources.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function readFunctions(scope: Scope): Map<string, ReadFunction> {
  const resources = ofType(scope, 'AWS::Serverless::Function', 'AWS::Lambda::Function')
  const functions = new Map(
    resources.map((resource) => {
      const one = readFunction(scope, resource)
      return [one.name, one] as const
    }),
  )
  readVersions(scope, functions)
  readAttached(scope, functions)
  return functions
}
