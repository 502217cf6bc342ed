'use client'
import { useRef } from 'react'
import { keyText } from '@/features/learner/keys/rules'
import type { Deed, Keys } from '@/features/learner/keys/schema'
import { editHref, Leech } from '../hand/ui/leech'
import type { PanelName } from '../hand/ui/panels'
import { type Tool, Tools } from '../hand/ui/tools'
import { useHand } from '../hand/ui/use-hand'
import { usePanels } from '../hand/ui/use-panels'
import { GRADES, type Queue, type Scope } from '../schema'
import { GRADE_DEEDS } from '../session/rules'
import { useTyped } from '../typed/ui/use-typed'
import { CardView } from './card-view'
import { GradeBar } from './grade-bar'
import { SessionHead } from './session-head'
import { Summary } from './summary'
import { SwipeHint } from './swipe-hint'
import { useReviewKeys } from './use-keys'
import { useSession } from './use-session'
import { useSwipe } from './use-swipe'

/** One card, nothing else: question, answer, four grades, a thin line of progress. */
export function ReviewSession({
  learner,
  queue,
  scope,
  title,
  keys,
}: {
  learner: string
  queue: Queue
  scope: Scope
  title: string
  keys: Keys
}) {
  const controls = useSession(learner, queue, scope)
  const { session, reveal, grade, away, back, say } = controls
  const held = useHand(session, { away, back, say, undoAnswer: controls.undo })
  const { handOf, change, undo } = held
  const panels = usePanels(say)
  const { opened, Panels, expect } = panels
  const [card] = session.cards
  const { revealed } = session
  const typed = useTyped(card, revealed)
  const revealButton = useRef<HTMLButtonElement>(null)
  const { swipe, area, handlers } = useSwipe(revealed, grade)

  const open = (panel: PanelName) => card && panels.open(panel, card)
  const suspend = () =>
    card &&
    change(card, { suspended: true }, 'Suspended: it stays out until you bring it back.', true)
  const bury = () => card && change(card, { buried: true }, 'Put aside until tomorrow.', true)
  const ownHref = card ? editHref(card.id) : null
  const edit = () => (ownHref ? location.assign(ownHref) : open('note'))

  const gradeOf = (deed: Deed) => GRADES.find((value) => GRADE_DEEDS[value] === deed)
  useReviewKeys(keys, revealButton, (deed) => {
    // A panel that is still being fetched takes the keys already.
    if (opened) return true
    if (deed === 'undo') undo()
    else if (!card) return false
    else if (deed === 'show') revealed ? grade(typed.suggested ?? 3) : reveal()
    else if (deed === 'suspend') suspend()
    else if (deed === 'bury') bury()
    else if (deed === 'flag') open('flag')
    else if (deed === 'edit') edit()
    else if (deed === 'why') open('why')
    else {
      const given = gradeOf(deed)
      if (!given || !revealed) return false
      grade(given)
    }
    return true
  })

  const tools: Tool[] = [
    {
      deed: 'undo',
      text: 'Undo',
      onPress: undo,
      disabled: session.given.length === 0 && !held.canUndo,
    },
    { deed: 'why', text: 'Why', onPress: () => open('why'), onIntent: expect },
    { deed: 'flag', text: 'Flag', onPress: () => open('flag'), onIntent: expect },
    { deed: 'edit', text: ownHref ? 'Edit' : 'Note', onPress: edit, onIntent: expect },
    { deed: 'bury', text: 'Tomorrow', onPress: bury },
    { deed: 'suspend', text: 'Suspend', onPress: suspend },
  ]
  const leech = session.leeches.at(-1)

  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-3xl flex-col">
      <SessionHead learner={learner} session={session} title={title} />
      {leech ? (
        <Leech
          key={leech.card.id}
          {...leech}
          onGoOn={controls.leechHeard}
          onSuspend={() => {
            controls.leechHeard()
            change(
              leech.card,
              { suspended: true },
              'Suspended: it stays out until you bring it back.',
            )
          }}
        />
      ) : null}
      {card ? (
        <>
          <div ref={area} className="swipe-area relative flex-1" {...handlers}>
            <SwipeHint swipe={swipe} card={card} />
            <div className="swipe-card">
              <CardView
                key={`${card.id}-${card.version}`}
                card={card}
                hand={handOf(card)}
                revealed={revealed}
                typed={typed}
                onReveal={reveal}
              />
            </div>
          </div>
          <div className="sticky bottom-0 mt-10 bg-paper pt-3 pb-4">
            {revealed ? (
              <GradeBar card={card} keys={keys} suggested={typed.suggested} onGrade={grade} />
            ) : (
              <button
                ref={revealButton}
                type="button"
                className="button button-primary w-full py-3"
                onClick={reveal}
              >
                Show the answer{' '}
                <kbd className="key border-transparent bg-transparent text-on-accent">
                  {keyText(keys.show[0] ?? '')}
                </kbd>
              </button>
            )}
            <Tools tools={tools} keys={keys} />
          </div>
        </>
      ) : (
        <Summary session={session} onUndo={undo} />
      )}
      {Panels && opened ? (
        <Panels
          panel={opened.panel}
          card={opened.card}
          hand={handOf(opened.card)}
          onClose={panels.close}
          onFlag={(flag) => {
            panels.close()
            change(opened.card, { flag }, flag === 0 ? 'The flag is gone.' : 'Flagged.')
          }}
          onNote={async (wanted) => {
            const saved = await change(opened.card, wanted, 'Saved on the card.')
            if (saved) panels.close()
            return saved
          }}
        />
      ) : null}
    </div>
  )
}
