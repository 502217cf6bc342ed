import type { Outcome } from '@/lib/outcome'
import type { Line } from '../plan/schema'

const UNREACHABLE = 'The server cannot be reached. Nothing was changed; try again.'

/** How far something is: the step, and how much of it. `of` is 0 where nobody knows. */
export interface Progress {
  step: string
  done: number
  of: number
}

function linesIn<T>(text: string): Line<T>[] {
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line<T>]))
}

const failed = (error: string): Outcome<never> => ({ ok: false, error })

/** The value of a finished answer, or why there is none. */
function ended<T>(status: number, text: string): Outcome<T> {
  try {
    const last = linesIn<T>(text).at(-1)
    if (last && 'value' in last) return { ok: true, value: last.value }
    if (last && 'error' in last) return failed(last.error)
  } catch {
    // An answer that is no line of ours: a gateway's page, or half a line.
  }
  return failed(
    status === 413 ? 'The file is larger than the server takes. Nothing was changed.' : UNREACHABLE,
  )
}

/**
 * Sends a body and hears line by line how far the server is. `fetch` could tell nothing of the way
 * up, which for a large file is most of the time.
 */
export function transfer<T>(
  url: string,
  body: Blob | string,
  tell: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  return new Promise((settle) => {
    const request = new XMLHttpRequest()
    let read = 0
    request.open('POST', url)
    request.setRequestHeader(
      'content-type',
      typeof body === 'string' ? 'application/json' : 'application/octet-stream',
    )
    request.upload.onprogress = ({ loaded, total }) =>
      tell({ step: 'send', done: loaded, of: total })
    request.onprogress = () => {
      const whole = request.responseText.lastIndexOf('\n') + 1
      const fresh = request.responseText.slice(read, whole)
      read = whole
      const last =
        request.status === 200 ? linesIn<T>(fresh).findLast((line) => 'step' in line) : null
      if (last && 'step' in last) tell(last)
    }
    request.onload = () => settle(ended<T>(request.status, request.responseText))
    request.onerror = () => settle(ended<T>(request.status, request.responseText))
    request.onabort = () => settle(failed('You cancelled it. Nothing was changed.'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(body)
  })
}
