import { Views } from '@/components/views'
import type { Exchange, Figures, HttpResponse } from '@/emulator'
import { duration, statusOf } from '../../microscope/rules'
import { errorOf, helpFor } from '../../trouble/rules'
import { CostView } from './cost-view'
import { LogView } from './log-view'
import { ResponseView } from './response-view'
import { Stations } from './stations'
import { Temperature } from './temperature'
import { TraceView } from './trace-view'

function Headline({ exchange }: { exchange: Exchange }) {
  const error = errorOf(exchange.invocations.at(-1))
  const help = helpFor(exchange)
  const status = statusOf(exchange)
  const isWrong = status === 'error' || Number(status) >= 500
  return (
    <div className="pb-3">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className={`figures font-mono text-xl ${isWrong ? 'text-wrong' : 'text-ink'}`}>
          {status === 'error' ? 'Function error' : status === '-' ? exchange.kind : status}
        </span>
        <span className="figures">{duration(exchange.durationMs)}</span>
        <Temperature exchange={exchange} />
        {exchange.route ? <code className="text-muted">{exchange.route}</code> : null}
      </p>
      {error ? (
        <p className="pt-2 font-mono text-sm break-words text-wrong">
          {error.type}: {error.message}
        </p>
      ) : null}
      {help ? <p className="max-w-prose pt-1">{help}</p> : null}
      {exchange.warnings.map(({ rule, message }) => (
        <p key={rule + message} className="max-w-prose pt-1 text-sm text-caution">
          {message}
        </p>
      ))}
    </div>
  )
}

/** One exchange from every side: its path, the answer, the log, the trace, the price. */
export function Microscope({
  exchange,
  preflight = null,
  figures,
}: {
  exchange: Exchange
  /** What a browser's question before this request was answered with. */
  preflight?: HttpResponse | null
  figures: Figures
}) {
  return (
    <section aria-label="Microscope">
      <Headline exchange={exchange} />
      <Views
        label="Sides of this run"
        views={{
          Path: <Stations key={exchange.id} exchange={exchange} />,
          Response: <ResponseView exchange={exchange} preflight={preflight} />,
          Log: <LogView exchange={exchange} />,
          Trace: <TraceView trace={exchange.trace} />,
          Cost: <CostView exchange={exchange} figures={figures} />,
        }}
      />
    </section>
  )
}
