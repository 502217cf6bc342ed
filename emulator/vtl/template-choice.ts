/** Templates of an integration by media type; `$default` is the request's last resort. */
export type Templates = Readonly<Record<string, string>>

const JSON_TYPE = 'application/json'

/**
 * The request template for a `Content-Type`: its media type without parameters (a missing header
 * counts as `application/json`), then `$default`, else null: the passthrough behaviour decides.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export function chooseRequestTemplate(
  contentType: string | null,
  templates: Templates,
): string | null {
  return own(templates, mediaType(contentType) || JSON_TYPE) ?? own(templates, '$default')
}

/**
 * The response template: that of the integration's content type, else `application/json`, else
 * the first; null if there is none.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function chooseResponseTemplate(
  contentType: string | null,
  templates: Templates,
): string | null {
  const exact = own(templates, mediaType(contentType))
  return exact ?? own(templates, JSON_TYPE) ?? Object.values(templates)[0] ?? null
}

function mediaType(header: string | null): string {
  return header?.split(';')[0]?.trim().toLowerCase() ?? ''
}

function own(templates: Templates, type: string): string | null {
  return Object.hasOwn(templates, type) ? (templates[type] ?? null) : null
}
