import type { Exchange } from '@/emulator'

/** How warm the environment was that ran it, in words; empty when none did. */
export function warmthOf({ invocations }: Exchange): string {
  const start = invocations.at(-1)?.start
  if (!start || start === 'none') return ''
  return start === 'cold' ? 'cold start' : start === 'restored' ? 'restored' : start
}

const DOT: Record<string, string> = {
  'cold start': 'bg-cold',
  restored: 'bg-cool',
  warm: 'bg-warm',
  provisioned: 'bg-warm',
}

/** Cold or warm: a word, and the colour that stands for it everywhere. */
export function Temperature({ exchange }: { exchange: Exchange }) {
  const warmth = warmthOf(exchange)
  if (!warmth) return null
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 text-sm text-muted">
      <span className={`size-2 rounded-full ${DOT[warmth]}`} aria-hidden="true" />
      {warmth}
    </span>
  )
}
