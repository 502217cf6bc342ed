'use client'
import { Dialog } from '@base-ui/react/dialog'

const command = () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl')

/** Every key of the app, by where it works. */
function sections(): { title: string; keys: [keys: string[], does: string][] }[] {
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
      keys: [
        [['space'], 'Show the answer; then grade it Good'],
        [['1'], 'Again'],
        [['2'], 'Hard'],
        [['3'], 'Good'],
        [['4'], 'Easy'],
        [['z'], 'Undo the last answer'],
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

/** The list of keys, inside a dialog. */
export function KeySheet() {
  return (
    <>
      <div className="flex items-baseline justify-between gap-4">
        <Dialog.Title className="text-lg">Keys</Dialog.Title>
        <Dialog.Close className="button button-quiet -mr-2 text-sm">Close</Dialog.Close>
      </div>
      {sections().map(({ title, keys }) => (
        <section key={title} className="mt-4 border-t border-rule pt-3">
          <h3 className="label tracking-normal">{title}</h3>
          <dl className="mt-2 grid grid-cols-[6rem_1fr] gap-y-1.5">
            {keys.map(([names, does]) => (
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
        </section>
      ))}
    </>
  )
}
