import type { Json } from '../schema/json'
import type { Answer } from './answer'
import type { Connection } from './connection'

/** A token bucket as it was when it was last asked. */
export interface Bucket {
  tokens: number
  at: number
}

/** What an authorizer answered, kept for the next request with the same identity. */
export interface KeptAuthorization {
  until: number
  result: Json
}

export interface KeptResponse {
  until: number
  answer: Answer
}

/** All that the gateway remembers between requests. It lives in the world. */
export interface Memory {
  buckets: Map<string, Bucket>
  /** Plan and key → the period's start and what was used in it. */
  quotas: Map<string, { periodStart: number; used: number }>
  authorizations: Map<string, KeptAuthorization>
  responses: Map<string, KeptResponse>
  connections: Map<string, Connection>
}

/** Nothing is remembered yet. */
export function createMemory(): Memory {
  return {
    buckets: new Map(),
    quotas: new Map(),
    authorizations: new Map(),
    responses: new Map(),
    connections: new Map(),
  }
}
