import { createChance } from '../chance'
import type { Json } from '../schema/json'
import type { Chance } from '../schema/world'

/** An event: a JSON object. */
export type EventObject = { [name: string]: Json }

/** Where and when an event comes from; ids that AWS draws at random are drawn from `chance`. */
export interface Origin {
  region: string
  accountId: string
  /** Epoch milliseconds. */
  at: number
  chance: Chance
}

/**
 * The origin that AWS's own samples show: account 123456789012 in us-east-1.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-local-generate-event.html
 */
export function sampleOrigin(
  given: Partial<Omit<Origin, 'chance'>> & { seed?: string } = {},
): Origin {
  return {
    region: given.region ?? 'us-east-1',
    accountId: given.accountId ?? '123456789012',
    at: given.at ?? Date.UTC(2026, 0, 15, 12),
    chance: createChance(given.seed ?? 'sample'),
  }
}

/**
 * An ARN of this origin's account and Region.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function arnOf(
  origin: Pick<Origin, 'region' | 'accountId'>,
  service: string,
  name: string,
): string {
  return `arn:aws:${service}:${origin.region}:${origin.accountId}:${name}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number) => String(value).padStart(2, '0')

/**
 * An instant as API Gateway's `requestTime` prints it: `09/Apr/2026:12:34:56 +0000`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function requestTime(at: number): string {
  const date = new Date(at)
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  return `${day}:${time} +0000`
}

/**
 * An instant to the second, as EventBridge prints it: `2026-04-09T12:34:56Z`.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export function isoSecond(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
