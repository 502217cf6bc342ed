import type { FunctionSpec } from '../schema/function'
import { familyOf, memoryOf, type RuntimeFamily, runtimeOf } from './cost-model'

/** Names that a function's configuration cannot set. */
export const RESERVED_VARIABLES: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
])

const PATHS: Record<RuntimeFamily, (runtime: string) => Record<string, string>> = {
  node: (runtime) => {
    const major = /\d+/.exec(runtime)?.[0] ?? ''
    return {
      NODE_PATH: `/opt/nodejs/node${major}/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task`,
    }
  },
  python: () => ({ PYTHONPATH: '/var/runtime' }),
  other: () => ({}),
}

export interface VariablesOf {
  functionName: string
  version: string
  region: string
  logGroup: string
  logStream: string
  start: 'on-demand' | 'provisioned-concurrency' | 'snap-start'
}

/**
 * The handler that a function's runtime loads unless it is configured.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-progmodel.html
 */
export function handlerOf(spec: FunctionSpec): string {
  return (
    spec.handler ??
    (familyOf(spec) === 'python' ? 'lambda_function.lambda_handler' : 'index.handler')
  )
}

/**
 * What a function finds in its environment: Lambda's variables, then its own. The credentials are
 * samples that open nothing.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function environmentVariables(spec: FunctionSpec, of: VariablesOf): Record<string, string> {
  const runtime = runtimeOf(spec)
  return {
    ...spec.environment,
    _HANDLER: handlerOf(spec),
    AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
    AWS_DEFAULT_REGION: of.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryOf(spec)),
    AWS_LAMBDA_FUNCTION_NAME: of.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: of.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: of.start,
    AWS_LAMBDA_LOG_GROUP_NAME: of.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: of.logStream,
    AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001',
    AWS_REGION: of.region,
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLETOKEN',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '169.254.79.129:2000',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: '/var/task',
    LANG: 'en_US.UTF-8',
    LD_LIBRARY_PATH:
      '/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    TZ: ':UTC',
    ...PATHS[familyOf(spec)](runtime),
  }
}
