import type { Progress } from './transfer'

const STEPS: Record<string, string> = {
  send: 'Sending the file',
  unpack: 'Unpacking',
  read: 'Reading notes',
  check: 'Checking notes',
  write: 'Saving',
}

const MIB = 1024 * 1024

function amount({ step, done, of }: Progress): string {
  if (of === 0) return ''
  if (step === 'send')
    return of < MIB ? '' : `${(done / MIB).toFixed(1)} of ${(of / MIB).toFixed(1)} MB`
  return step === 'write'
    ? `step ${done + 1} of ${of}`
    : `${done.toLocaleString('en')} of ${of.toLocaleString('en')}`
}

/** What is being done with a file, how far it is, and the way out. */
export function ProgressLine({
  name,
  progress,
  onCancel,
}: {
  name: string
  progress: Progress
  onCancel(): void
}) {
  const { step, done, of } = progress
  // Sent whole, the file is the server's to read: nothing is known of that yet.
  const waiting = of === 0 || (step === 'send' && done >= of)
  const words =
    step === 'send' && waiting && of > 0 ? 'Reading the file' : (STEPS[step] ?? 'Working')
  return (
    <div>
      <p className="break-words font-semibold">{name}</p>
      <div className="mt-3 flex items-baseline justify-between gap-4">
        <p role="status">{words}…</p>
        <p className="figures text-sm text-muted">{waiting ? '' : amount(progress)}</p>
      </div>
      <progress
        aria-label={words}
        className="progress mt-2 h-2"
        {...(waiting ? {} : { value: done, max: of })}
      />
      <p className="mt-4">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </div>
  )
}
