import { keyList } from '../../keys/rules'

/** The keys of the room and what each does. */
export function KeyList({ practice }: { practice: boolean }) {
  return (
    <dl className="mt-4 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2.5">
      {keyList({ practice }).map(([keys, deed]) => (
        <div key={deed} className="contents">
          <dt className="flex flex-wrap items-center gap-1.5">
            {keys.map((key) =>
              key.length > 6 || key === '…' ? (
                <span key={key} className="text-sm text-muted">
                  {key}
                </span>
              ) : (
                <kbd key={key} className="key">
                  {key}
                </kbd>
              ),
            )}
          </dt>
          <dd className="text-muted">{deed}</dd>
        </div>
      ))}
    </dl>
  )
}
