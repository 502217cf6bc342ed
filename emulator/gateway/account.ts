import { createChance } from '../chance'
import type { Api } from '../schema/api'

export const DEFAULT_REGION = 'us-east-1'
/** The account AWS uses in its own examples. */
const DEFAULT_ACCOUNT = '123456789012'
/** An address reserved for documentation. */
export const DEFAULT_SOURCE_IP = '198.51.100.7'

/** The API's Region; us-east-1 unless told. */
export const regionOf = (api: Api): string => api.region ?? DEFAULT_REGION
/** The API's account; that of AWS's own examples unless told. */
export const accountOf = (api: Api): string => api.accountId ?? DEFAULT_ACCOUNT

/** The host that AWS gives the API. */
export function hostOf(api: Api): string {
  return api.type === 'FUNCTION_URL'
    ? `${api.id}.lambda-url.${regionOf(api)}.on.aws`
    : `${api.id}.execute-api.${regionOf(api)}.amazonaws.com`
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

const ids = new Map<string, string>()
/** Bounds the memory that ids of many APIs and paths take. */
const MAX_IDS = 1_000

/** An id like those AWS hands out, always the same for one name: resources, deployments, keys. */
export function idFor(name: string, length: number): string {
  const key = `${length} ${name}`
  let id = ids.get(key)
  if (id === undefined) {
    id = drawId(name, length)
    if (ids.size >= MAX_IDS) ids.clear()
    ids.set(key, id)
  }
  return id
}

function drawId(name: string, length: number): string {
  const chance = createChance(name)
  let id = ''
  for (let i = 0; i < length; i++) id += ALPHABET[chance.integer(ALPHABET.length)]
  return id
}

/** ARN of what is called: with the request's path, not the resource's template. */
export function executeArn(api: Api, stage: string, verb: string, path: string): string {
  return `arn:aws:execute-api:${regionOf(api)}:${accountOf(api)}:${api.id}/${stage}/${verb}/${path.replace(/^\//, '')}`
}
