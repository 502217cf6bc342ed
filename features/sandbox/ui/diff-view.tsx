import type { DiffLine } from '../sides/rules'

const SIGN = { both: ' ', left: '−', right: '+' } as const
const TONE = { both: 'text-muted', left: 'bg-sunk text-ink', right: 'bg-accent-soft text-ink' }

/** Two texts as one list of lines: what only one of them has carries a sign, not colour alone. */
export function DiffView({
  lines,
  left,
  right,
}: {
  lines: readonly DiffLine[]
  /** What the sides are called in the line above them. */
  left: string
  right: string
}) {
  return (
    <div>
      <p className="pb-1 text-sm text-muted">
        − {left}, + {right}
      </p>
      <pre
        tabIndex={0}
        className="max-h-[32rem] overflow-auto rounded-md border border-rule py-2 text-sm leading-normal"
      >
        {lines.map(({ kind, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text, drawn as a whole
          <span key={index} className={`block w-max min-w-full px-3 ${TONE[kind]}`}>
            {SIGN[kind]} {text}
          </span>
        ))}
      </pre>
    </div>
  )
}
