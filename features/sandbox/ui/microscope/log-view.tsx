import type { Exchange } from '@/emulator'

const clockOf = (at: number) => new Date(at).toISOString().slice(11, 23)

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      <p className="label break-all">{title}</p>
      <pre
        tabIndex={0}
        className="mt-1 max-h-96 overflow-auto rounded-md bg-sunk p-3 text-sm leading-normal whitespace-pre-wrap"
      >
        {lines.map((line) => line.trimEnd()).join('\n')}
      </pre>
    </div>
  )
}

/** What CloudWatch holds of it: the function's own log, and the gateway's. */
export function LogView({ exchange }: { exchange: Exchange }) {
  const { invocations, executionLog, accessLog } = exchange
  const runs = invocations.filter(({ logs }) => logs.length > 0)
  if (runs.length === 0 && executionLog.length === 0 && !accessLog)
    return <p className="text-muted">Nothing was logged.</p>
  return (
    <div className="space-y-4">
      {runs.map(({ requestId, logGroup, logStream, logs }) => (
        <Lines
          key={requestId}
          title={`${logGroup} · ${logStream}`}
          lines={logs.map(({ at, message }) => `${clockOf(at)}  ${message}`)}
        />
      ))}
      <Lines title="API Gateway execution log" lines={executionLog} />
      <Lines title="Access log" lines={accessLog ? [accessLog] : []} />
    </div>
  )
}
