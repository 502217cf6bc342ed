import type { Api, FunctionUrl } from '../../schema/api'
import type { Functions } from '../../schema/function'
import type { Json } from '../../schema/json'
import { lost } from '../differences'
import { FormatError, type Warning } from '../format-error'
import { newWriting, type Writing } from '../openapi/writing'
import { type Doc, type WriteOptions, writeDocument } from '../write-document'
import { callsOf } from './permissions'
import { readTemplate } from './read-template'
import { apiIdOf } from './resource'
import { newStack, type Stack } from './stack'
import { writeApi } from './write-apis'
import { writeFunctions } from './write-functions'

export interface WrittenTemplate {
  text: string
  /** Code and layers by their path beside the template. */
  files: Record<string, string>
  /** What reads back differently, and why where that is known. */
  warnings: Warning[]
}

/** Parts that belong to an account and not to a template, or that are not written. */
const NOT_CARRIED: Record<string, string> = {
  accountThrottle: 'limits of an account are no part of a template',
  wafBlocks: 'a web ACL is not written',
  customDomain: 'a custom domain is not written',
}

const PATH = `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/`
const ARN = `arn:aws:lambda:\${AWS::Region}:\${AWS::AccountId}:function:`

/** The URI of a function: by its resource where the template has it, by its ARN otherwise. */
function uriOf(ids: Map<string, string>, named: string): Doc {
  const [name = '', ...rest] = named.split(':')
  const id = ids.get(name)
  const qualifier = rest.length > 0 ? `:${rest.join(':')}` : ''
  const whole =
    id === undefined
      ? `${ARN}${named.replaceAll('$' + '{', '$' + '{!')}`
      : `\${${id}.Arn}${qualifier}`
  return { 'Fn::Sub': `${PATH}${whole}/invocations` }
}

/** Grants for the functions that an API may invoke, one each. */
function writePermissions(stack: Stack, api: Api, ids: Map<string, string>): void {
  for (const call of callsOf(api)) {
    const name = call.function?.split(':')[0] ?? ''
    const id = ids.get(name)
    if (id === undefined || call.permitted === false) continue
    const grant = `${id}ApiGatewayPermission`
    if (stack.resources.has(grant)) continue
    stack.add(grant, 'AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: id },
      Principal: 'apigateway.amazonaws.com',
    })
  }
}

function readBack(stack: Stack, text: string) {
  try {
    return readTemplate(text, { files: stack.files })
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    stack.warnings.push({
      at: '',
      says: `the template is refused when it is read: ${error.message}`,
    })
    return null
  }
}

/** What is lost is found by reading the text: nothing can be lost without being told. */
function tellLosses(
  stack: Stack,
  text: string,
  contents: { apis: Record<string, Api>; functions: Functions },
  names: Map<string, string>,
): void {
  const read = readBack(stack, text)
  if (read === null) return
  const apis = Object.entries(contents.apis).flatMap(([key, given]) => {
    const { region: _, accountId: __, name, ...api } = given
    // A name that is the id says nothing and is not read back.
    const before = name === undefined || name === api.id ? api : { name, ...api }
    const after = read.apis[names.get(key) ?? key]
    return lost(before as unknown as Json, after as unknown as Json, `apis.${key}`)
  })
  const functions = lost(
    contents.functions as unknown as Json,
    read.functions as unknown as Json,
    'functions',
  )
  for (const at of [...apis, ...functions]) {
    const told = stack.warnings.some((one) => at === one.at || at.startsWith(`${one.at}.`))
    if (!told) stack.warnings.push({ at, says: 'a template does not carry this' })
  }
}

/**
 * Writes APIs and functions as a SAM template with the files beside it. A key of `apis` becomes the
 * logical id where that gives the API's id. What does not read back as it was is told.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
 */
export function writeTemplate(
  contents: { apis: Record<string, Api>; functions: Functions },
  options: WriteOptions = {},
): WrittenTemplate {
  const stack = newStack()
  const { apis, functions } = contents
  const names = new Map<string, string>()
  const idOf = (key: string, api: Api) =>
    apiIdOf(key) === api.id ? key : api.id.charAt(0).toUpperCase() + api.id.slice(1)
  const staged = Object.entries(apis).flatMap(([key, api]) => {
    if (api.type === 'FUNCTION_URL') return []
    names.set(key, stack.idFor(idOf(key, api)))
    return [{ key, api }]
  })
  const ids = new Map(Object.keys(functions).map((name) => [name, stack.idFor(name)]))
  const urls: FunctionUrl[] = []
  for (const [key, api] of Object.entries(apis)) {
    if (api.type !== 'FUNCTION_URL') continue
    urls.push(api)
    names.set(key, `${ids.get(api.function.split(':')[0] ?? '')}Url`)
  }
  writeFunctions(stack, functions, ids, urls)
  for (const { key, api } of staged) {
    const at = `apis.${key}`
    const writing: Writing = {
      ...newWriting(api, []),
      uriOf: (name) => uriOf(ids, name),
      tellsPermissions: true,
      warn: (path, says) => stack.warnings.push({ at: `${at}.${path}`, says }),
    }
    for (const [part, says] of Object.entries(NOT_CARRIED)) {
      if (part in api) writing.warn(part, says)
    }
    writeApi(stack, names.get(key) ?? key, api, writing)
    writePermissions(stack, api, ids)
  }
  const document = {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: stack.resources,
  }
  const text = writeDocument(document, options, true)
  tellLosses(stack, text, contents, names)
  return { text, files: stack.files, warnings: stack.warnings }
}
