import { byteLength } from '../gateway/bytes'
import type { Figures } from '../schema/figures'
import type { FunctionSpec, Functions } from '../schema/function'
import type { Problem } from '../schema/json'
import { memoryOf, runtimeOf } from './cost-model'
import { RESERVED_VARIABLES } from './environment-variables'
import { patternProblems } from './filter'
import { LATEST } from './registry'
import { parseSchedule } from './schedule'

/** What must stay unreserved in an account. */
const MIN_UNRESERVED = 100

/** Runtimes that can start from a snapshot. */
const SNAPSTART = /^(java(11|17|[2-9]\d)|python3\.(1[2-9]|[2-9]\d)|dotnet([89]|\d\d))$/

const MAX_FILTERS = 5

function environmentProblems(at: string, spec: FunctionSpec, figures: Figures): Problem[] {
  const variables = Object.entries(spec.environment ?? {})
  const size = variables.reduce(
    (sum, [name, value]) => sum + byteLength(name) + byteLength(value),
    0,
  )
  const reserved = variables.filter(([name]) => RESERVED_VARIABLES.has(name))
  return [
    ...(size > figures.limits.lambdaEnvBytes
      ? [
          {
            at: `${at}.environment`,
            expected: `at most ${figures.limits.lambdaEnvBytes} bytes, found ${size}`,
          },
        ]
      : []),
    ...reserved.map(([name]) => ({
      at: `${at}.environment.${name}`,
      expected: 'a name that Lambda does not reserve',
    })),
  ]
}

function packageProblems(at: string, spec: FunctionSpec, figures: Figures): Problem[] {
  const { lambdaZipBytes, lambdaUnzippedBytes, lambdaLayers } = figures.limits
  const problems: Problem[] = []
  if ((spec.packageBytes ?? 0) > lambdaZipBytes) {
    problems.push({ at: `${at}.packageBytes`, expected: `at most ${lambdaZipBytes} bytes zipped` })
  }
  const layers = Object.values(spec.layers ?? {})
  if (layers.length > lambdaLayers) {
    problems.push({
      at: `${at}.layers`,
      expected: `at most ${lambdaLayers} layers, found ${layers.length}`,
    })
  }
  const files = [...(spec.code.kind === 'source' ? [spec.code.files] : []), ...layers]
  const unzipped = files
    .flatMap((each) => Object.values(each))
    .reduce((sum, text) => sum + byteLength(text), 0)
  if (unzipped > lambdaUnzippedBytes) {
    problems.push({
      at: `${at}.code`,
      expected: `at most ${lambdaUnzippedBytes} bytes unzipped, layers included`,
    })
  }
  return problems
}

function capacityProblems(at: string, spec: FunctionSpec): Problem[] {
  const provisioned = Object.entries(spec.provisionedConcurrency ?? {})
  const total = provisioned.reduce((sum, [, count]) => sum + count, 0)
  const problems: Problem[] = []
  for (const [qualifier] of provisioned) {
    const place = `${at}.provisionedConcurrency.${qualifier}`
    const known = spec.versions?.[qualifier] ?? spec.aliases?.[qualifier]
    if (qualifier === LATEST)
      problems.push({ at: place, expected: 'a published version or an alias, not $LATEST' })
    else if (!known) problems.push({ at: place, expected: 'one of the versions or aliases' })
    else if (spec.aliases?.[qualifier]?.version === LATEST) {
      problems.push({ at: place, expected: 'an alias of a published version' })
    }
  }
  if (spec.reservedConcurrency !== undefined && total > spec.reservedConcurrency) {
    problems.push({
      at: `${at}.provisionedConcurrency`,
      expected: `at most the ${spec.reservedConcurrency} that are reserved`,
    })
  }
  if (spec.snapStart && total > 0) {
    problems.push({
      at: `${at}.snapStart`,
      expected: 'no SnapStart together with provisioned concurrency',
    })
  }
  if (spec.snapStart && !SNAPSTART.test(runtimeOf(spec))) {
    problems.push({
      at: `${at}.snapStart`,
      expected: 'a Java, Python 3.12 or .NET 8 runtime, or later',
    })
  }
  return problems
}

function sourceProblems(at: string, spec: FunctionSpec): Problem[] {
  return (spec.eventSources ?? []).flatMap((source, index) => {
    const place = `${at}.eventSources.${index}`
    const patterns = (source.filters ?? []).flatMap((pattern, i) =>
      patternProblems(pattern, `${place}.filters.${i}`),
    )
    const timed = source.type !== 'schedule' || parseSchedule(source.scheduleExpression ?? '', 0)
    return timed
      ? patterns
      : [
          ...patterns,
          {
            at: `${place}.scheduleExpression`,
            expected: 'rate(5 minutes) or cron(0 12 * * ? *)',
          },
        ]
  })
}

/**
 * What Lambda would refuse in a function's configuration, with the place of each.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function functionProblems(name: string, spec: FunctionSpec, figures: Figures): Problem[] {
  const at = `functions.${name}`
  const tooMany = (spec.eventSources ?? []).flatMap(({ filters: given = [] }, index) =>
    given.length > MAX_FILTERS
      ? [{ at: `${at}.eventSources.${index}.filters`, expected: `at most ${MAX_FILTERS} filters` }]
      : [],
  )
  const aliases = Object.entries(spec.aliases ?? {}).flatMap(([alias, { version, weights }]) =>
    [version, ...Object.keys(weights ?? {})]
      .filter((each) => each !== LATEST && !spec.versions?.[each])
      .map((each) => ({
        at: `${at}.aliases.${alias}`,
        expected: `a published version, found ${each}`,
      })),
  )
  const storage = spec.ephemeralStorageMb ?? 512
  const memory = memoryOf(spec)
  return [
    ...environmentProblems(at, spec, figures),
    ...packageProblems(at, spec, figures),
    ...capacityProblems(at, spec),
    ...tooMany,
    ...sourceProblems(at, spec),
    ...aliases,
    ...(storage < 512 || storage > 10_240
      ? [{ at: `${at}.ephemeralStorageMb`, expected: '512 to 10,240 MB' }]
      : []),
    ...(memory < 128 || memory > 10_240
      ? [{ at: `${at}.memoryMb`, expected: '128 to 10,240 MB' }]
      : []),
  ]
}

/**
 * What Lambda would refuse in all functions together: the account must keep some concurrency
 * unreserved.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export function accountProblems(functions: Functions, figures: Figures): Problem[] {
  const reserved = Object.values(functions).reduce(
    (sum, spec) => sum + (spec.reservedConcurrency ?? 0),
    0,
  )
  const most = figures.limits.lambdaConcurrency - MIN_UNRESERVED
  const own = Object.entries(functions).flatMap(([name, spec]) =>
    functionProblems(name, spec, figures),
  )
  // An account of a few environments, as scenarios like to have, leaves nothing to keep.
  return reserved > 0 && most > 0 && reserved > most
    ? [...own, { at: 'functions', expected: `at most ${most} reserved in all, found ${reserved}` }]
    : own
}
