import type { Json } from '@/emulator'

const MOST_CHARS = 20_000

/** A value as people read it: JSON in JSON's form, text as it is; the tail of a very long one is left out. */
export function pretty(value: Json): string {
  let text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  if (typeof value === 'string') {
    try {
      text = JSON.stringify(JSON.parse(value), null, 2)
    } catch {
      // Text that is no JSON is shown as it is.
    }
  }
  return text.length > MOST_CHARS
    ? `${text.slice(0, MOST_CHARS)}\n… ${(text.length - MOST_CHARS).toLocaleString('en')} more characters`
    : text
}

/** A block of JSON or text under its name. */
export function JsonBlock({ title, value }: { title: string; value: Json }) {
  const isNothing = value === null || value === ''
  return (
    <div className="min-w-0">
      <p className="label">{title}</p>
      {isNothing ? (
        <p className="pt-1 text-sm text-muted">Nothing.</p>
      ) : (
        <pre
          tabIndex={0}
          className="mt-1 max-h-96 overflow-auto rounded-md bg-sunk p-3 text-sm leading-normal"
        >
          {pretty(value)}
        </pre>
      )}
    </div>
  )
}
