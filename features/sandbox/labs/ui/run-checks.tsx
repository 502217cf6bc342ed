import { useRunKey } from '../../ui/use-run-key'

/** Runs a lab's checks, by its button or its key, and says what came of them. */
export function RunChecks({
  disabled,
  said,
  trouble,
  onRun,
}: {
  disabled: boolean
  said: string
  trouble: string | null
  onRun(): void
}) {
  useRunKey(onRun)
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
        <button type="button" className="button button-primary" disabled={disabled} onClick={onRun}>
          Run the checks
        </button>
        <kbd className="label">Ctrl + Enter</kbd>
        <p role="status" className="min-h-6 text-sm">
          {said}
        </p>
      </div>
      {trouble ? (
        <p role="alert" className="pb-3 text-wrong">
          {trouble}
        </p>
      ) : null}
    </>
  )
}
