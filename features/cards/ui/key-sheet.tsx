'use client'
import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useState } from 'react'
import { keyText } from '@/features/learner/keys/rules'
import { DEED_NAMES, DEEDS, DEFAULT_KEYS, type Keys } from '@/features/learner/keys/schema'

const command = () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl')

/** Every key of the app, by where it works. */
function sections(keys: Keys): { title: string; keys: [keys: string[], does: string][] }[] {
  return [
    {
      title: 'Anywhere',
      keys: [
        [['/'], 'Search and commands'],
        [[command(), 'K'], 'The same, also while you type'],
        [['?'], 'This list'],
        [['Esc'], 'Close what is open'],
      ],
    },
    {
      title: 'In a review',
      keys: DEEDS.map((deed) => [keys[deed].map(keyText), DEED_NAMES[deed]]),
    },
    {
      title: 'In the list of cards',
      keys: [
        [['j', 'k'], 'Next and previous card'],
        [['x'], 'Select it; with Shift all from the last one'],
        [['space'], 'Show its answer'],
        [['Enter'], 'Why and when it comes'],
      ],
    },
    {
      title: 'In search',
      keys: [
        [['↑', '↓'], 'Choose'],
        [['Enter'], 'Open'],
      ],
    },
  ]
}

/** The learner's own keys of a review; those it comes with until they are known. */
function useKeys(): Keys {
  const [keys, setKeys] = useState(DEFAULT_KEYS)
  useEffect(() => {
    fetch('/api/v1/keys')
      .then((response) => (response.ok ? response.json() : DEFAULT_KEYS))
      .then(setKeys)
      .catch(() => undefined)
  }, [])
  return keys
}

/** The list of keys, inside a dialog. */
export function KeySheet() {
  const keys = useKeys()
  return (
    <>
      <div className="flex items-baseline justify-between gap-4">
        <Dialog.Title className="text-lg">Keys</Dialog.Title>
        <Dialog.Close className="button button-quiet -mr-2 text-sm">Close</Dialog.Close>
      </div>
      {sections(keys).map(({ title, keys: rows }) => (
        <section key={title} className="mt-4 border-t border-rule pt-3">
          <h3 className="label tracking-normal">{title}</h3>
          <dl className="mt-2 grid grid-cols-[6.5rem_1fr] gap-y-1.5">
            {rows.map(([names, does]) => (
              <div key={does} className="contents">
                <dt className="flex items-center gap-1">
                  {names.map((name) => (
                    <kbd key={name} className="key">
                      {name}
                    </kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          {title === 'In a review' ? (
            <p className="mt-2 text-sm text-muted">
              Yours to change in the <a href="/settings#keyboard">settings</a>.
            </p>
          ) : null}
        </section>
      ))}
    </>
  )
}
