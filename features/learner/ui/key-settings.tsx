'use client'
import { useState } from 'react'
import { tellTabs } from '@/components/tabs'
import { saveKeysAction } from '../keys/actions'
import { chosenOf, keyOf, keyProblem, keyText } from '../keys/rules'
import { DEED_NAMES, DEEDS, DEFAULT_KEYS, type Deed, type Keys, MOST_KEYS } from '../keys/schema'

const UNREACHABLE = 'the server cannot be reached. Try again in a moment.'

/** Which key of which deed is being asked for. */
interface Asking {
  deed: Deed
  index: number
}

const without = (keys: string[], index: number) => keys.filter((_key, place) => place !== index)

/** The keys of a review, each to be pressed anew; saved as soon as they are chosen. */
export function KeySettings({ keys: saved }: { keys: Keys }) {
  const [keys, setKeys] = useState(saved)
  const [asking, setAsking] = useState<Asking | null>(null)
  const [{ said, wrong }, setSaid] = useState({ said: '', wrong: false })
  const isDefault = Object.keys(chosenOf(keys)).length === 0

  const save = async (next: Keys, text: string) => {
    const before = keys
    setKeys(next)
    setSaid({ said: '', wrong: false })
    const outcome = await saveKeysAction(chosenOf(next)).catch(() => ({
      ok: false as const,
      error: UNREACHABLE,
    }))
    if (outcome.ok) {
      setSaid({ said: text, wrong: false })
      tellTabs('settings')
    } else {
      setKeys(before)
      setSaid({ said: `Not saved: ${outcome.error}`, wrong: true })
    }
  }

  const press = (event: React.KeyboardEvent, { deed, index }: Asking) => {
    if (event.key === 'Tab') return setAsking(null)
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return setAsking(null)
    const altGraph = event.getModifierState('AltGraph')
    const { key: pressed, ctrlKey, metaKey, altKey } = event
    const key = keyOf({ key: pressed, ctrlKey, metaKey, altKey, altGraph })
    if (key === null) return
    const problem = keyProblem(keys, deed, key)
    if (problem !== null) return setSaid({ said: problem, wrong: true })
    setAsking(null)
    const others = without(keys[deed], index)
    if (others.includes(key)) return
    const next = [...keys[deed]]
    next[index] = key
    save({ ...keys, [deed]: next }, `${keyText(key)}: ${DEED_NAMES[deed]}. Saved.`)
  }

  const keyButton = (deed: Deed, index: number) => {
    const key = keys[deed][index]
    const asked = asking?.deed === deed && asking.index === index
    const does = DEED_NAMES[deed]
    return (
      <button
        key={index}
        type="button"
        className={`button min-h-9 min-w-9 px-2 text-sm ${key ? '' : 'button-quiet'} aria-pressed:border-accent`}
        aria-pressed={asked}
        aria-label={
          asked
            ? `Press the key for: ${does}`
            : key
              ? `${keyText(key)}: ${does}. Change this key`
              : `Add a second key for: ${does}`
        }
        onClick={() => {
          setSaid({ said: '', wrong: false })
          setAsking(asked ? null : { deed, index })
        }}
        onBlur={() => setAsking((now) => (now?.deed === deed && now.index === index ? null : now))}
        onKeyDown={asked ? (event) => press(event, { deed, index }) : undefined}
      >
        {asked ? 'Press a key…' : key ? keyText(key) : '+'}
      </button>
    )
  }

  return (
    <>
      <dl className="max-w-xl divide-y divide-rule border-y border-rule">
        {DEEDS.map((deed) => (
          <div
            key={deed}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5"
          >
            <dt>{DEED_NAMES[deed]}</dt>
            <dd className="ml-auto flex flex-wrap items-center justify-end gap-1.5">
              {keys[deed].map((_key, index) => keyButton(deed, index))}
              {keys[deed].length < MOST_KEYS ? keyButton(deed, keys[deed].length) : null}
              {keys[deed].length > 1 ? (
                <button
                  type="button"
                  className="button button-quiet min-h-9 text-sm"
                  aria-label={`Remove the second key of: ${DEED_NAMES[deed]}`}
                  onClick={() => save({ ...keys, [deed]: without(keys[deed], 1) }, 'Removed.')}
                >
                  Remove
                </button>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex min-h-10 flex-wrap items-center gap-x-4 gap-y-2">
        <button
          type="button"
          className="button"
          disabled={isDefault}
          onClick={() => save(DEFAULT_KEYS, 'All keys are as they came.')}
        >
          Reset the keys
        </button>
        <p role="status" className={`text-sm ${wrong ? 'text-wrong' : 'text-muted'}`}>
          {said}
        </p>
      </div>
    </>
  )
}
