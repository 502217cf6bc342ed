import { keyText } from '@/features/learner/keys/rules'
import type { Deed, Keys } from '@/features/learner/keys/schema'

/** One thing that can be done with the card on the screen. */
export interface Tool {
  deed: Deed
  text: string
  disabled?: boolean
  onPress(): void
  /** Called when it is about to be used, so that its panel is there in time. */
  onIntent?(): void
}

/** A quiet line of what can be done with the card, each with its key. */
export function Tools({ tools, keys }: { tools: Tool[]; keys: Keys }) {
  return (
    <div className="mt-3 flex flex-wrap justify-between gap-x-1 text-sm sm:justify-start sm:gap-x-2">
      {tools.map(({ deed, text, disabled, onPress, onIntent }) => (
        <button
          key={deed}
          type="button"
          className="button button-quiet min-h-8 gap-1.5 px-1.5 first:-ml-1.5"
          onClick={onPress}
          onPointerEnter={onIntent}
          onFocus={onIntent}
          disabled={disabled}
        >
          {text} <kbd className="key hidden sm:inline">{keyText(keys[deed][0] ?? '')}</kbd>
        </button>
      ))}
    </div>
  )
}
