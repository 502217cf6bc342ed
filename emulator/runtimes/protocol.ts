import * as z from 'zod/mini'
import type { ServiceAnswer } from '../schema/backends'
import { type Json, jsonSchema, textMapSchema } from '../schema/json'
import type { RuntimeContext, RuntimeOptions } from '../schema/runtime'

/** What a guest needs to know to start: the options without what cannot be posted. */
export type GuestOptions = Omit<RuntimeOptions, 'call' | 'killAfterMs'>

/** From the host (page, parent process) to the guest (worker, child process). Plain JSON. */
export type HostMessage =
  | { kind: 'start'; options: GuestOptions }
  /** Of the context only what changed since the guest's last invoke: the rest never does. */
  | { kind: 'invoke'; id: number; event: Json; context: Partial<RuntimeContext>; at: number }
  | { kind: 'answer'; id: number; answer: ServiceAnswer }

const resultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), payload: z.string() }),
  z.strictObject({
    kind: z.literal('error'),
    payload: z.string(),
    phase: z.enum(['init', 'invoke']),
  }),
  z.strictObject({
    kind: z.literal('exit'),
    status: z.int(),
    signal: z.nullable(z.string()),
  }),
  z.strictObject({ kind: z.literal('timeout') }),
])

/** How a guest says that an invocation is over. */
const doneSchema = z.strictObject({
  kind: z.literal('done'),
  id: z.int(),
  result: resultSchema,
  waitedMs: z.number(),
  initWaitedMs: z.number().check(z.gte(0)),
  /** The environment is no more; whoever invokes again gets a new one. */
  ended: z.boolean(),
  /** The files under `/tmp`, if they changed. */
  tmp: z.optional(textMapSchema),
})
export type Done = z.infer<typeof doneSchema>

/** From the guest to the host. Parsed, because a handler's code shares the guest's realm. */
export const guestMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** The runtime itself could not start; no fault of the handler. */
  z.strictObject({ kind: z.literal('broken'), reason: z.string() }),
  z.strictObject({
    kind: z.literal('log'),
    phase: z.enum(['init', 'invoke']),
    text: z.string(),
  }),
  z.strictObject({
    kind: z.literal('call'),
    id: z.int(),
    call: z.strictObject({
      service: z.string(),
      action: z.string(),
      input: z.record(z.string(), jsonSchema),
    }),
  }),
  doneSchema,
])
export type GuestMessage = z.infer<typeof guestMessageSchema>

const hasKeys = (value: object, count: number) => Object.keys(value).length === count

/** What nearly every message is: a value, and nothing else to tell. Looked at by hand for speed. */
function isPlainDone(data: unknown): data is Done {
  const done = data as Partial<Done> | null
  if (done === null || typeof done !== 'object' || done.kind !== 'done') return false
  const { result } = done
  return (
    hasKeys(done, PLAIN_KEYS) &&
    Number.isSafeInteger(done.id) &&
    Number.isFinite(done.waitedMs) &&
    Number.isFinite(done.initWaitedMs) &&
    (done.initWaitedMs ?? -1) >= 0 &&
    typeof done.ended === 'boolean' &&
    typeof result === 'object' &&
    result !== null &&
    result.kind === 'value' &&
    typeof result.payload === 'string' &&
    hasKeys(result, 2)
  )
}
/** `kind`, `id`, `result`, `waitedMs`, `initWaitedMs`, `ended`. */
const PLAIN_KEYS = 6

/** What a guest said; null when it is none of its messages. */
export function readGuestMessage(data: unknown): GuestMessage | null {
  if (isPlainDone(data)) return data
  const message = guestMessageSchema.safeParse(data)
  return message.success ? message.data : null
}
