'use client'
import { useId, useState } from 'react'
import { Views } from '@/components/views'
import type { HttpRequest } from '@/emulator'
import { originFault, originOf, withOrigin } from '../../cors/rules'
import { curlOf, readCurl } from '../../curl/rules'
import { readRequestText } from '../../events/request/rules'
import { Editor } from '../editor/editor'
import { HeaderRows } from './header-rows'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

type Change = (request: HttpRequest) => void

/** Where the page lives that sends the request; kept as the request's own Origin header. */
function PageOrigin({ request, onChange }: { request: HttpRequest; onChange: Change }) {
  const id = useId()
  const origin = originOf(request)
  const fault = originFault(origin)
  return (
    <div>
      <label htmlFor={id} className="label">
        Origin of the page that asks
      </label>
      <input
        id={id}
        className="field min-h-9 py-1 font-mono text-sm"
        value={origin}
        placeholder="empty: the API’s own"
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={fault !== null}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={({ target }) => onChange(withOrigin(request, target.value.trim()))}
      />
      {fault ? (
        <p id={`${id}-fault`} className="pt-1 text-sm text-caution">
          {fault}
        </p>
      ) : null}
    </div>
  )
}

function RequestForm({ request, onChange }: { request: HttpRequest; onChange: Change }) {
  const methods = METHODS.includes(request.method) ? METHODS : [...METHODS, request.method]
  return (
    <div className="space-y-3">
      <div className="flex gap-2">
        <label className="block">
          <span className="label block">Method</span>
          <select
            className="field min-h-9 w-auto py-1"
            value={request.method}
            onChange={({ target }) => onChange({ ...request, method: target.value })}
          >
            {methods.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </select>
        </label>
        <label className="block min-w-0 flex-1">
          <span className="label">Path and query</span>
          <input
            className="field min-h-9 py-1 font-mono text-sm"
            value={request.path}
            spellCheck={false}
            autoCapitalize="off"
            onChange={({ target }) =>
              onChange({ ...request, path: `/${target.value.replace(/^\//, '')}` })
            }
          />
        </label>
      </div>
      <PageOrigin request={request} onChange={onChange} />
      <HeaderRows
        headers={request.headers ?? {}}
        onChange={(headers) => onChange({ ...request, headers })}
      />
      <label className="block">
        <span className="label">Body</span>
        <textarea
          rows={4}
          className="field font-mono text-sm"
          spellCheck={false}
          value={request.body ?? ''}
          onChange={({ target }) => {
            const { body: _, ...rest } = request
            onChange(target.value === '' ? rest : { ...rest, body: target.value })
          }}
        />
      </label>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-6 accent-accent"
          checked={request.isBase64Encoded ?? false}
          onChange={({ target }) => onChange({ ...request, isBase64Encoded: target.checked })}
        />
        The body is base64 of bytes
      </label>
    </div>
  )
}

function CurlView({ request, onChange }: { request: HttpRequest; onChange: Change }) {
  const [typed, setTyped] = useState('')
  const read = typed.trim() === '' ? null : readCurl(typed)
  return (
    <div className="space-y-3">
      <label className="block">
        <span className="label">Paste a curl command</span>
        <textarea
          rows={4}
          className="field font-mono text-sm"
          spellCheck={false}
          placeholder="curl -X POST https://… -d '{}'"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            const now = readCurl(target.value)
            if (now.ok) onChange(now.request)
          }}
        />
      </label>
      {read ? (
        <p className={`text-sm ${read.ok ? 'text-muted' : 'text-wrong'}`} role="status">
          {read.ok ? `Taken over: ${read.request.method} ${read.request.path}` : read.message}
        </p>
      ) : null}
      <div>
        <p className="label">The same request as curl</p>
        <pre tabIndex={0} className="mt-1 overflow-x-auto rounded-md bg-sunk p-3 text-sm">
          {curlOf(request)}
        </pre>
      </div>
    </div>
  )
}

function RequestJson({
  request,
  onChange,
  onFault,
}: {
  request: HttpRequest
  onChange: Change
  onFault(isWrong: boolean): void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? JSON.stringify(request, null, 2)
  const read = readRequestText(text)
  return (
    <>
      <Editor
        name="request"
        label="Request as JSON; Escape, then Tab, leaves the editor"
        value={text}
        language="json"
        onChange={(next) => {
          setTyped(next)
          const now = readRequestText(next)
          onFault(!now.ok)
          if (now.ok) onChange(now.request)
        }}
        faults={read.ok ? undefined : [read.fault]}
        className="h-72 overflow-hidden rounded-md border border-rule"
      />
      {read.ok ? null : (
        <p className="pt-2 text-sm text-wrong" role="alert">
          Line {read.fault.line}: {read.fault.message}
        </p>
      )}
    </>
  )
}

/** An HTTP request as a form, as JSON and from curl. */
export function RequestEditor({
  request,
  onChange,
  onFault,
}: {
  request: HttpRequest
  onChange: Change
  onFault(isWrong: boolean): void
}) {
  return (
    <Views
      label="How the request is shown"
      views={{
        Form: <RequestForm request={request} onChange={onChange} />,
        JSON: <RequestJson request={request} onChange={onChange} onFault={onFault} />,
        curl: <CurlView request={request} onChange={onChange} />,
      }}
    />
  )
}
