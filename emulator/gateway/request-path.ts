/** A request's target, split into what the steps need. */
export interface Target {
  /** Path as sent, without query and fragment. */
  path: string
  rawQuery: string
}

/** Cuts the query off a target; a fragment is never sent. */
export function splitTarget(path: string): Target {
  const bare = path.split('#')[0] ?? ''
  const mark = bare.indexOf('?')
  return mark < 0
    ? { path: bare, rawQuery: '' }
    : { path: bare.slice(0, mark), rawQuery: bare.slice(mark + 1) }
}

/**
 * Splits `//prod///pets/` into the stage `prod`, the resource path `/pets/` and the path that
 * `$context.path` shows, `/prod///pets/`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
 */
export function splitStage(path: string): { stage: string; rest: string; shown: string } {
  const trimmed = path.replace(/^\/+/, '')
  const slash = trimmed.indexOf('/')
  const stage = slash < 0 ? trimmed : trimmed.slice(0, slash)
  const after = slash < 0 ? '' : trimmed.slice(slash)
  return { stage, rest: `/${after.replace(/^\/+/, '')}`, shown: `/${stage}${after}` }
}

/** The segments a route is matched with: one trailing slash makes no difference. */
export function segmentsOf(path: string): string[] {
  const bare = path.endsWith('/') ? path.slice(0, -1) : path
  return bare === '' ? [] : bare.slice(1).split('/')
}
