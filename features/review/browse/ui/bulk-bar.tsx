import { keyText } from '@/features/learner/keys/rules'
import type { Deed, Keys } from '@/features/learner/keys/schema'

export interface BulkBarProps {
  count: number
  /** Cards that match on all pages, where not all of them are selected; null where they are. */
  more: number | null
  keys: Keys
  busy: boolean
  canUndo: boolean
  said: string
  wrong: boolean
  /** Where they are studied, and where without rescheduling; null where they are too many. */
  study: { href: string; cram: string } | null
  onAll(): void
  onClear(): void
  onUndo(): void
  onTags(): void
  onReset(): void
  onDeed(deed: 'suspend' | 'bury' | 'flag', on: boolean): void
}

const BUTTON = 'button button-quiet min-h-9 gap-1.5 px-2 text-sm text-ink'

/** What can be done with the selected cards. It stays in sight while any are. */
export function BulkBar(props: BulkBarProps) {
  const { count, more, keys, said, wrong, study, onDeed } = props
  const key = (deed: Deed) => (
    <kbd className="key hidden md:inline">{keyText(keys[deed][0] ?? '')}</kbd>
  )
  return (
    <section
      aria-label="Selected cards"
      className="no-print sticky bottom-0 z-10 border-t border-rule-strong bg-paper py-2 empty:hidden"
    >
      <p className="flex min-h-6 flex-wrap items-center gap-x-3 text-sm">
        {count > 0 ? <strong className="figures">{count} selected</strong> : null}
        {more !== null && count > 0 ? (
          <button type="button" className="underline" onClick={props.onAll}>
            Select all {more}
          </button>
        ) : null}
        {count > 0 ? (
          <button type="button" className="underline" onClick={props.onClear}>
            Clear
          </button>
        ) : null}
        <span role="status" className={wrong ? 'text-wrong' : 'text-muted'}>
          {props.busy ? 'Saving…' : said}
        </span>
        {props.canUndo ? (
          <button type="button" className={BUTTON} onClick={props.onUndo}>
            Undo {key('undo')}
          </button>
        ) : null}
      </p>
      {count > 0 ? (
        <div className="-ml-2 flex flex-wrap">
          {study ? (
            <>
              <a href={study.href} className={BUTTON}>
                Study what is due
              </a>
              <a href={study.cram} className={BUTTON}>
                Cram all
              </a>
            </>
          ) : null}
          <button type="button" className={BUTTON} onClick={() => onDeed('suspend', true)}>
            Suspend {key('suspend')}
          </button>
          <button type="button" className={BUTTON} onClick={() => onDeed('bury', true)}>
            Tomorrow {key('bury')}
          </button>
          <button type="button" className={BUTTON} onClick={() => onDeed('suspend', false)}>
            Bring back
          </button>
          <button type="button" className={BUTTON} onClick={() => onDeed('flag', true)}>
            Flag {key('flag')}
          </button>
          <button type="button" className={BUTTON} onClick={props.onTags}>
            Tags {key('edit')}
          </button>
          <button type="button" className={BUTTON} onClick={props.onReset}>
            Make new
          </button>
        </div>
      ) : null}
    </section>
  )
}
