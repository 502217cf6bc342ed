import { FLAG_NAMES, type Flag } from '../schema'

/** One shape a flag, drawn in a square of 16: told apart without its colour. */
const SHAPES: Record<Flag, string> = {
  0: 'M3 3h10v10H3z',
  1: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  2: 'M8 2 14.5 13.5h-13z',
  3: 'M2.5 2.5h11v11h-11z',
  4: 'M8 1l7 7-7 7-7-7z',
  5: 'M8 1l2 4.9 5.2.4-4 3.4 1.3 5.1L8 12l-4.5 2.8 1.3-5.1-4-3.4L6 5.9z',
  6: 'M5.5 2h5v3.5H14v5h-3.5V14h-5v-3.5H2v-5h3.5z',
  7: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 3.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z',
}

/** A flag as its shape, with its name for those who do not see it. Nothing for no flag. */
export function FlagMark({ flag, named = true }: { flag: Flag; named?: boolean }) {
  if (flag === 0) return null
  return (
    <span className="inline-flex align-[-0.1em]" title={named ? FLAG_NAMES[flag] : undefined}>
      <svg
        viewBox="0 0 16 16"
        width="14"
        height="14"
        aria-hidden="true"
        className="flag"
        data-flag={flag}
      >
        <path d={SHAPES[flag]} fillRule="evenodd" />
      </svg>
      {named ? <span className="sr-only">Flag: {FLAG_NAMES[flag]}</span> : null}
    </span>
  )
}
