import type { Frame } from '../schema/exchange'
import type { Json } from '../schema/json'

/** One WebSocket client. It outlives its connection, so that what it received can still be read. */
export interface Connection {
  id: string
  state: 'connecting' | 'open' | 'closed'
  connectedAt: number
  lastActiveAt: number
  sourceIp: string
  userAgent: string | null
  stage: string
  /** What the `$connect` authorizer gave; repeated with every later message. */
  authorizer: Json | undefined
  received: Frame[]
  /** Ends the watch on idleness and age. */
  unwatch: () => void
}
