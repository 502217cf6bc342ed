'use client'
import { useEffect, useRef, useState } from 'react'
import { Panel } from '@/components/panel'
import { syncText } from '../../offline/rules'
import type { From } from '../../offline/session'
import { leftMs, mapOf, openPlaces } from '../../room/rules'
import { Beside } from './beside'
import { Announcer, PlaceClock } from './clock'
import { Finish } from './finish'
import { Foot } from './foot'
import { Head, useClockShown } from './head'
import { KeyList } from './key-list'
import { QuestionMap } from './map'
import { keepOfflinePage } from './offline-page'
import { Pace } from './pace'
import { Place } from './place'
import type { Slots } from './slots'
import { Stopped } from './stopped'
import { useReading } from './use-reading'
import { useRoom } from './use-room'

function nextText(isAnswered: boolean, isOne: boolean, sending: boolean): string {
  if (sending) return 'One moment…'
  if (!isAnswered) return 'Skip'
  return isOne ? 'Done, next' : 'Next'
}

/** The room: one question at a time, everything by keyboard, nothing that distracts. */
export function Room({ from, slots }: { from: From; slots: Slots }) {
  const [clockShown, toggleClock] = useClockShown()
  const [panel, setPanel] = useState<'map' | 'keys' | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const reading = useReading(body)
  const openNote = () => {
    const details = note.current?.closest('details')
    if (details) details.open = true
    note.current?.focus()
  }
  const openMap = () => {
    const beside = document.querySelector<HTMLElement>('aside [data-map] button[aria-current]')
    if (beside?.offsetParent) beside.focus()
    else setPanel('map')
  }
  const openKeys = () => setPanel('keys')
  const deeds = useRoom(from, {
    openNote,
    openMap,
    openKeys,
    read: reading.toggle,
    clock: toggleClock,
  })
  const { session, room, phase, item, held, isOne, takes } = deeds
  const { view, at } = room
  useEffect(keepOfflinePage, [])
  const { stop } = reading
  // What is read belongs to one question, and is read while that is shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them is another question, or none
  useEffect(stop, [at, phase, stop])

  const go = (to: number) => {
    setPanel(null)
    deeds.go(to)
  }
  const sync = session?.sync() ?? null
  const isAway = sync !== null && (sync.phase === 'unreachable' || sync.phase === 'refused')
  const status = mapOf(room)[at]?.status
  const map = <QuestionMap room={room} onGo={go} onFinish={() => go(view.items.length)} />
  const told = deeds.striking
    ? 'Strike out which? Press its letter; Esc leaves it.'
    : (deeds.trouble ?? (isAway ? syncText(sync) : ''))
  const said = (
    <>
      <p role="status" className={told ? 'pt-2 text-sm' : ''} data-said>
        {told}
      </p>
      {room.refused ? (
        <p role="alert" className="pt-2 text-sm text-wrong">
          Not everything could be saved: {room.refused}
        </p>
      ) : null}
    </>
  )
  const isShown = item !== undefined && held !== null && openPlaces(room).includes(at)
  return (
    <div
      className="room"
      data-room={session ? 'ready' : 'opening'}
      data-phase={phase}
      data-unsent={sync?.waiting ?? 0}
    >
      <Head room={room} session={session} clockShown={clockShown} onClock={toggleClock}>
        {clockShown && phase === 'open' ? <Pace session={session} room={room} /> : null}
      </Head>
      <Announcer session={session} room={room} />
      {phase !== 'open' && session && sync ? (
        <div className="mx-auto w-full max-w-3xl flex-1 px-4 sm:px-6">
          <Stopped
            phase={phase}
            session={session}
            sync={sync}
            leftMs={leftMs(view.clock, session.now())}
          />
        </div>
      ) : (
        <div className="room-middle" data-alone={isOne || undefined}>
          <div className="min-w-0 max-w-3xl">
            {isShown ? (
              <>
                <PlaceClock session={session} room={room} />
                <Place
                  interviewId={view.id}
                  item={item}
                  held={held}
                  total={view.round === 'interview' ? null : view.items.length}
                  disabled={!takes}
                  slots={slots}
                  body={body}
                  onAnswer={(answer, soon) => session?.write(at, 'answer', answer, soon)}
                  onStrike={deeds.strike}
                />
                <Beside
                  key={at}
                  held={held}
                  disabled={!takes}
                  note={note}
                  onConfide={(confidence) => session?.write(at, 'confidence', confidence)}
                  onNote={(text) => session?.write(at, 'note', text, true)}
                />
              </>
            ) : (
              <Finish room={room} onGo={go} onHandIn={() => session?.handIn()} />
            )}
            {isShown ? null : said}
          </div>
          {isOne ? null : (
            <aside className="hidden lg:block">
              <div className="sticky top-24">{map}</div>
            </aside>
          )}
        </div>
      )}
      {phase === 'open' && isShown ? (
        <Foot
          said={said}
          held={held}
          canGoBack={isOne ? null : at > 0}
          nextText={nextText(status === 'answered' || status === 'partly', isOne, deeds.sending)}
          sending={deeds.sending}
          disabled={!takes}
          reading={reading.on}
          canRead={reading.can}
          onPrevious={() => go(at - 1)}
          onNext={deeds.next}
          onFlag={deeds.flag}
          onNote={openNote}
          onRead={reading.toggle}
          onMap={isOne ? null : () => setPanel('map')}
          onFinish={isOne ? () => go(view.items.length) : null}
          onPause={view.practice ? deeds.pause : null}
          onKeys={openKeys}
        />
      ) : null}
      <Panel title="Questions" open={panel === 'map'} onClose={() => setPanel(null)}>
        <div className="mt-4">{map}</div>
      </Panel>
      <Panel title="Keys" wide open={panel === 'keys'} onClose={() => setPanel(null)}>
        <KeyList practice={view.practice} />
      </Panel>
    </div>
  )
}
