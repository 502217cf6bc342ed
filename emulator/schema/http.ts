import * as z from 'zod/mini'

const headers = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
/** Headers in the order and with the case they were sent; a list where one was repeated. */
export type Headers = z.infer<typeof headers>

/** One request as the client sent it. */
export const httpRequestSchema = z.strictObject({
  method: z.string(),
  /** Raw, percent-escapes and all, with stage and query: `/prod/pets/7?full=1`. */
  path: z.string().check(z.startsWith('/')),
  headers: z.optional(headers),
  body: z.optional(z.string()),
  /** The body is base64 of the bytes sent; otherwise it is UTF-8 text. */
  isBase64Encoded: z.optional(z.boolean()),
  sourceIp: z.optional(z.string()),
  /** The host called; the API's own `execute-api` host unless told. */
  host: z.optional(z.string()),
})
export type HttpRequest = z.infer<typeof httpRequestSchema>

export const httpResponseSchema = z.strictObject({
  status: z.int(),
  headers,
  body: z.string(),
  isBase64Encoded: z.boolean(),
})
export type HttpResponse = z.infer<typeof httpResponseSchema>
