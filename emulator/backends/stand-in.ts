import type { ServiceChange } from '../schema/backends'
import type { Json } from '../schema/json'
import type { Chance, Clock } from '../schema/world'

export type Input = { [name: string]: Json }

/** One in-memory service: its actions and what it holds. */
export interface Service {
  actions: Record<string, (input: Input) => Json>
  contents(): Json
}

/** What services are made from. */
export interface ServiceKit {
  clock: Clock
  chance: Chance
  region: string
  accountId: string
  changed(change: Omit<ServiceChange, 'at'>): void
}

/** An error of a service, with its type's name. */
export class ServiceError extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message)
  }
}

/** A field that must be text; throws ValidationException when it is none. */
export const text = (input: Input, name: string): string => {
  const value = input[name]
  if (typeof value === 'string') return value
  throw new ServiceError('ValidationException', `${name}: expected text`)
}

/** The value as an object; an empty one when it is something else. */
export const object = (value: Json | undefined): { [name: string]: Json } =>
  value && typeof value === 'object' && !Array.isArray(value) ? value : {}

/** The last part of an ARN, URL or plain name. */
export const nameOf = (address: string) => address.split(/[:/]/).at(-1) ?? address
