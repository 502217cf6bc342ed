import type { Realm } from '../realm'
import { type ClientPackage, PACKAGES } from './catalog'
import {
  type Client,
  type Command,
  Exceptions,
  makeClientClass,
  makeCommandClass,
  makePaginator,
  ServiceException,
  withMethods,
} from './client'
import { makeAttributesPackage, makeDocumentPackage } from './document'

function makeClientPackage(realm: Realm, of: ClientPackage): Record<string, unknown> {
  const exceptions = new Exceptions()
  const client = makeClientClass(realm, of, exceptions)
  const commands = Object.fromEntries(
    of.actions.map((action) => [action, makeCommandClass(action)]),
  )
  return {
    [`${of.name}Client`]: client,
    [of.name]: withMethods(client, commands),
    [`${of.name}ServiceException`]: ServiceException,
    ...Object.fromEntries(
      Object.entries(commands).map(([action, command]) => [`${action}Command`, command]),
    ),
    ...Object.fromEntries(of.exceptions.map((name) => [name, exceptions.of(name)])),
    ...Object.fromEntries(
      Object.entries(of.pages ?? {}).map(([action, marks]) => [
        `paginate${action}`,
        makePaginator(commands[action] as never, marks),
      ]),
    ),
  }
}

/** `getSignedUrl`: the service signs, nothing listens behind the URL. */
function makePresigner(realm: Realm): Record<string, unknown> {
  return {
    async getSignedUrl(
      _: Client,
      { action, input }: Command,
      options: { expiresIn?: number } = {},
    ) {
      const answer = await realm.ask({
        service: 's3',
        action: 'Presign',
        input: {
          Bucket: String(input.Bucket),
          Key: String(input.Key),
          ExpiresIn: options.expiresIn ?? 900,
          Method: action.startsWith('Put') ? 'PUT' : 'GET',
        },
      })
      return (answer.output as { Url: string }).Url
    },
  }
}

/**
 * Packages of the AWS SDK by name, each made when first asked for; undefined for all others.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function makeSdk(realm: Realm): (name: string) => unknown {
  const made = new Map<string, unknown>()
  const make = (name: string): unknown => {
    if (Object.hasOwn(PACKAGES, name))
      return makeClientPackage(realm, PACKAGES[name] as ClientPackage)
    if (name === '@aws-sdk/lib-dynamodb') return makeDocumentPackage()
    if (name === '@aws-sdk/util-dynamodb') return makeAttributesPackage()
    if (name === '@aws-sdk/s3-request-presigner') return makePresigner(realm)
    return undefined
  }
  return (name) => {
    if (!name.startsWith('@aws-sdk/')) return undefined
    if (!made.has(name)) made.set(name, make(name))
    return made.get(name)
  }
}
