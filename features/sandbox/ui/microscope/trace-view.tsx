import type { TraceSegment } from '@/emulator'
import { duration, waterfallOf } from '../../microscope/rules'

const ROW = 22
const WIDTH = 600
/** A bar of no length still has to be seen. */
const LEAST = 2

const troubleOf = (bar: { fault: boolean; throttle: boolean }) =>
  bar.throttle ? 'throttled' : bar.fault ? 'fault' : ''

/** Where the time went: bars, and the same as a table. */
export function TraceView({ trace }: { trace: TraceSegment }) {
  const { bars, spanMs } = waterfallOf(trace)
  const scale = WIDTH / spanMs
  return (
    <div className="grid gap-x-8 gap-y-4 xl:grid-cols-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${bars.length * ROW}`}
        className="w-full"
        role="img"
        aria-label={`${bars.length} segments over ${duration(spanMs)}; the table has their times`}
      >
        {bars.map((bar, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
          <g key={`${index}${bar.name}`}>
            <rect x={0} y={index * ROW + 2} width={WIDTH} height={ROW - 4} className="fill-sunk" />
            <rect
              x={Math.min(bar.fromMs * scale, WIDTH - LEAST)}
              y={index * ROW + 4}
              width={Math.max(LEAST, Math.min(bar.durationMs * scale, WIDTH - bar.fromMs * scale))}
              height={ROW - 8}
              rx={2}
              className={
                troubleOf(bar)
                  ? 'fill-wrong'
                  : /Init|Restore/.test(bar.name)
                    ? 'fill-cold'
                    : 'fill-muted'
              }
            />
          </g>
        ))}
      </svg>
      <table className="figures w-full self-start text-sm">
        <caption className="sr-only">Segments of the trace</caption>
        <thead>
          <tr className="label text-left">
            <th scope="col">Segment</th>
            <th scope="col" className="text-end">
              From
            </th>
            <th scope="col" className="text-end">
              For
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
            <tr key={`${index}${bar.name}`} className="border-t border-rule">
              <th scope="row" className="py-1 pr-2 text-left font-normal">
                <span aria-hidden="true" className="text-muted">
                  {'\u00a0\u00a0'.repeat(bar.depth)}
                </span>
                {bar.name}
                {troubleOf(bar) ? <span className="text-wrong"> {troubleOf(bar)}</span> : null}
              </th>
              <td className="text-end text-muted">{duration(bar.fromMs)}</td>
              <td className="pl-4 text-end">{duration(bar.durationMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
