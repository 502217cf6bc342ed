import type { Exchange, Frame, HttpResponse } from '@/emulator'
import { BrowserView } from './browser-view'
import { JsonBlock } from './json-block'

const contentType = ({ headers }: HttpResponse): string => {
  const found = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')
  return String([found?.[1] ?? ''].flat()[0])
}

function Body({ response }: { response: HttpResponse }) {
  const type = contentType(response)
  if (response.body === '') return <p className="text-muted">The body is empty.</p>
  if (response.isBase64Encoded && /^image\/(png|jpeg|gif|webp)/.test(type))
    return (
      <div>
        <p className="label pb-1">Body</p>
        {/* biome-ignore lint/performance/noImgElement: made here, from bytes that no server has */}
        <img
          src={`data:${type.split(';')[0]};base64,${response.body}`}
          alt="What the function returned"
          className="max-h-80 max-w-full border border-rule"
        />
      </div>
    )
  return (
    <JsonBlock
      title={response.isBase64Encoded ? 'Body: bytes, shown as base64' : 'Body'}
      value={response.body}
    />
  )
}

/** A frame without text and without a reason only says that the connection is open. */
const heard = ({ data, close }: Frame) => data !== null || close !== null

/** The answer as the caller receives it, and the messages of a WebSocket. */
export function ResponseView({
  exchange,
  preflight,
}: {
  exchange: Exchange
  preflight: HttpResponse | null
}) {
  const { request, response, frames } = exchange
  return (
    <div className="space-y-4">
      {response ? (
        <>
          <pre
            tabIndex={0}
            className="overflow-x-auto rounded-md bg-sunk p-3 text-sm leading-normal"
          >
            {[
              `HTTP/1.1 ${response.status}`,
              ...Object.entries(response.headers).flatMap(([name, values]) =>
                [values].flat().map((value) => `${name}: ${value}`),
              ),
            ].join('\n')}
          </pre>
          <Body response={response} />
          {request && exchange.kind === 'http' ? (
            <BrowserView request={request} response={response} preflight={preflight} />
          ) : null}
        </>
      ) : (
        <p className="text-muted">Nobody waited for an answer here.</p>
      )}
      {frames.filter(heard).map(({ at, data, close }) => (
        <JsonBlock
          key={at + (data ?? '')}
          title={close ? `The connection closed: ${close.code}` : 'The client received'}
          value={close ? close.reason : data}
        />
      ))}
    </div>
  )
}
