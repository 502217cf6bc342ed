'use client'
import { useState } from 'react'
import type { HttpRequest, HttpResponse } from '@/emulator'
import { isPreflight, judge, originOf, preflightOf } from '../../cors/rules'

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <>
      <dt className="label">{title}</dt>
      <dd className="pb-2 font-mono text-sm break-words">{names.join(', ')}</dd>
    </>
  )
}

const CORS_HEADER = /^(?:access-control-|vary$)/i

/** The question that comes first, and the part of its answer that counts. */
function Preflight({ why, answer }: { why: string; answer: HttpResponse | null }) {
  const headers = Object.entries(answer?.headers ?? {}).filter(([name]) => CORS_HEADER.test(name))
  return (
    <div>
      <p>{why}</p>
      {answer ? (
        <pre
          tabIndex={0}
          className="mt-1 overflow-x-auto rounded-md bg-sunk p-3 text-sm leading-normal"
        >
          {[
            `OPTIONS was answered with ${answer.status}`,
            ...headers.map(([name, value]) => `${name}: ${[value].flat().join(', ')}`),
            ...(headers.length === 0 ? ['and with no header about CORS'] : []),
          ].join('\n')}
        </pre>
      ) : null}
    </div>
  )
}

/** What the page that sent the request would be handed by its browser, and why. */
export function BrowserView({
  request,
  response,
  preflight,
}: {
  request: HttpRequest
  response: HttpResponse
  preflight: HttpResponse | null
}) {
  // A preflight carries no cookies, so this can be asked of a run that is over.
  const [credentials, setCredentials] = useState(false)
  if (isPreflight(request)) return null
  const question = preflightOf(request)
  const { isGiven, sentence, rule, see, readable, hidden } = judge(
    request,
    response,
    preflight,
    credentials,
  )
  const isCross = originOf(request) !== ''
  return (
    <section aria-label="In a browser" className="max-w-prose space-y-2 border-t border-rule pt-4">
      <p className="label">In a browser</p>
      {question ? <Preflight why={question.why} answer={preflight} /> : null}
      {isCross && !question ? (
        <p>No preflight: its method, headers and content type may be sent without asking.</p>
      ) : null}
      <p role="status" className={isGiven ? '' : 'text-wrong'}>
        {sentence}
      </p>
      <p className="text-sm text-muted">
        Fetch standard:{' '}
        <a href={see} rel="noopener">
          {rule}
        </a>
      </p>
      {isCross ? (
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-6 accent-accent"
            checked={credentials}
            onChange={({ target }) => setCredentials(target.checked)}
          />
          with credentials: cookies are sent
        </label>
      ) : (
        <p className="text-sm text-muted">
          Give the request the origin of another page to see what CORS does.
        </p>
      )}
      {isGiven ? (
        <dl>
          <Names title="Script may read" names={readable} />
          <Names title="Hidden from script" names={hidden} />
        </dl>
      ) : null}
    </section>
  )
}
