import type { Refusal } from './call'
import type { HeaderList } from './header-list'

const refusal = (status: number, message: string, headers?: HeaderList): Refusal => ({
  response: null,
  status,
  message,
  errorType: '',
  ...(headers && { headers }),
})

/** No evidence for a throttled function; 500 is as likely. */
const FUNCTION_THROTTLED_STATUS = 503
/** AWS does not document the text. */
const TOO_LARGE = 'Request Entity Too Large'

/**
 * Every error an HTTP API answers with.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
 */
export const HTTP_ERRORS = {
  notFound: refusal(404, 'Not Found'),
  internal: refusal(500, 'Internal Server Error'),
  timeout: refusal(503, 'Service Unavailable'),
  functionThrottled: refusal(FUNCTION_THROTTLED_STATUS, 'Service Unavailable'),
  unauthorized: refusal(401, 'Unauthorized'),
  forbidden: refusal(403, 'Forbidden'),
  throttled: refusal(429, 'Too Many Requests'),
  tooLarge: refusal(413, TOO_LARGE),
  headersTooLarge: refusal(431, 'Request Header Fields Too Large'),
} satisfies Record<string, Refusal>

/** The same error with headers of its own. */
export const withHeaders = (base: Refusal, headers: HeaderList): Refusal => ({ ...base, headers })
