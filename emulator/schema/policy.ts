import * as z from 'zod/mini'
import { jsonSchema } from './json'

const oneOrMore = z.union([z.string(), z.array(z.string())])

/**
 * One statement of an IAM policy: a resource policy, an identity policy, or what an authorizer returned.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
const statementSchema = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.optional(z.union([z.string(), z.record(z.string(), oneOrMore)])),
  NotPrincipal: z.optional(z.union([z.string(), z.record(z.string(), oneOrMore)])),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  /** Operator, then key, then value or values: `{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }`. */
  Condition: z.optional(z.record(z.string(), z.record(z.string(), jsonSchema))),
})
export type Statement = z.infer<typeof statementSchema>

export const policySchema = z.strictObject({
  Version: z.optional(z.string()),
  Id: z.optional(z.string()),
  Statement: z.union([statementSchema, z.array(statementSchema)]),
})
export type Policy = z.infer<typeof policySchema>
