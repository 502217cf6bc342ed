import type { FunctionUrl } from '../../schema/api'
import type { FunctionSpec, Functions } from '../../schema/function'
import { unlessEmpty } from '../defined'
import type { Doc, DocObject } from '../write-document'
import type { Stack } from './stack'
import { writeCode } from './write-code'
import { writeDestination, writeEventSources } from './write-event-sources'

/**
 * CORS as templates write it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-url-cors.html
 */
function writeCors(cors: FunctionUrl['cors']): DocObject | undefined {
  if (cors === undefined) return undefined
  const entries = Object.entries(cors).map(([name, value]): [string, Doc | undefined] => [
    name.charAt(0).toUpperCase() + name.slice(1),
    value,
  ])
  return Object.fromEntries(entries)
}

interface Shared {
  stack: Stack
  buckets: Map<string, string>
  /** Logical ids of layers by name. */
  layers: Map<string, string>
  /** Logical ids of functions by name. */
  ids: Map<string, string>
}

function layerOf({ stack, layers }: Shared, name: string, files: Record<string, string>): string {
  const known = layers.get(name)
  if (known !== undefined) return known
  const id = stack.idFor(`${name}Layer`)
  for (const [path, text] of Object.entries(files)) stack.files[`layers/${id}/${path}`] = text
  stack.add(id, 'AWS::Serverless::LayerVersion', {
    LayerName: name,
    ContentUri: `layers/${id}/`,
  })
  layers.set(name, id)
  return id
}

function writeAsync(spec: FunctionSpec): DocObject | undefined {
  const { async: config } = spec
  if (config === undefined) return undefined
  const targets = {
    ...(config.onSuccess ? { OnSuccess: writeDestination(config.onSuccess) } : {}),
    ...(config.onFailure ? { OnFailure: writeDestination(config.onFailure) } : {}),
  }
  return {
    MaximumRetryAttempts: config.maximumRetryAttempts,
    MaximumEventAgeInSeconds: config.maximumEventAgeInSeconds,
    DestinationConfig: unlessEmpty(targets),
  }
}

const deadLetter = (arn: string | undefined) =>
  arn && { Type: arn.startsWith('arn:aws:sns:') ? 'SNS' : 'SQS', TargetArn: arn }

/** Versions and aliases, each a resource of its own. */
function writeVersions(shared: Shared, id: string, spec: FunctionSpec): void {
  const { stack } = shared
  const versions = new Map<string, Doc>()
  for (const version of Object.keys(spec.versions ?? {})) {
    const own = stack.idFor(`${id}Version${version}`)
    stack.add(own, 'AWS::Lambda::Version', { FunctionName: { Ref: id } })
    versions.set(version, { 'Fn::GetAtt': [own, 'Version'] })
  }
  for (const [name, alias] of Object.entries(spec.aliases ?? {})) {
    const weights = Object.entries(alias.weights ?? {}).map(([version, FunctionWeight]) => ({
      FunctionVersion: versions.get(version) ?? version,
      FunctionWeight,
    }))
    const provisioned = spec.provisionedConcurrency?.[name]
    stack.add(stack.idFor(`${id}Alias ${name}`), 'AWS::Lambda::Alias', {
      FunctionName: { Ref: id },
      Name: name,
      FunctionVersion: versions.get(alias.version) ?? alias.version,
      RoutingConfig: weights.length > 0 ? { AdditionalVersionWeights: weights } : undefined,
      ProvisionedConcurrencyConfig:
        provisioned === undefined ? undefined : { ProvisionedConcurrentExecutions: provisioned },
    })
  }
}

function writeFunction(shared: Shared, name: string, spec: FunctionSpec, url?: FunctionUrl): void {
  const { stack, buckets, ids } = shared
  const id = ids.get(name) ?? name
  const layers = Object.entries(spec.layers ?? {}).map(([layer, files]) => ({
    Ref: layerOf(shared, layer, files),
  }))
  stack.add(id, 'AWS::Serverless::Function', {
    FunctionName: name === id ? undefined : name,
    ...writeCode(stack, id, name, spec),
    MemorySize: spec.memoryMb,
    Timeout: spec.timeoutSeconds,
    EphemeralStorage:
      spec.ephemeralStorageMb === undefined ? undefined : { Size: spec.ephemeralStorageMb },
    Architectures: spec.architecture && [spec.architecture],
    Environment: spec.environment && { Variables: spec.environment },
    Layers: layers.length > 0 ? layers : undefined,
    ReservedConcurrentExecutions: spec.reservedConcurrency,
    SnapStart: spec.snapStart ? { ApplyOn: 'PublishedVersions' } : undefined,
    EventInvokeConfig: writeAsync(spec),
    DeadLetterQueue: deadLetter(spec.deadLetterArn),
    Tracing: spec.tracing,
    RecursiveLoop: spec.recursiveLoop,
    LoggingConfig: spec.logFormat && { LogFormat: spec.logFormat },
    FunctionUrlConfig: url && { AuthType: url.authType ?? 'NONE', Cors: writeCors(url.cors) },
    Events: writeEventSources(stack, buckets, spec),
  })
  writeVersions(shared, id, spec)
}

/**
 * Writes functions with their layers, versions, aliases, event sources and URLs.
 * @param ids logical ids by name, for all of `functions`
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function writeFunctions(
  stack: Stack,
  functions: Functions,
  ids: Map<string, string>,
  urls: FunctionUrl[],
): void {
  const shared: Shared = { stack, buckets: new Map(), layers: new Map(), ids }
  for (const [name, spec] of Object.entries(functions)) {
    const url = urls.find((one) => one.function.split(':')[0] === name)
    writeFunction(shared, name, spec, url)
  }
}
