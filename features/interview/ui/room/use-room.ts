'use client'
import { useEffect, useRef, useState } from 'react'
import { toggled } from '@/features/quiz/draft/rules'
import { CONFIDENCES } from '@/features/quiz/schema'
import { type Deed, deedOf, lettered } from '../../keys/rules'
import type { From } from '../../offline/session'
import { answerFrom, canWrite, chosenOf, heldAt, type Phase } from '../../room/rules'
import { useRoomKeys } from './use-room-keys'
import { useNow, usePhase, useSession } from './use-session'

const AGAIN_MS = 3_000

/** A round in this tab and all that can be done in it, by keys as by buttons. */
export function useRoom(
  from: From,
  beside: { openNote(): void; openMap(): void; openKeys(): void; read(): void; clock(): void },
) {
  const { session, room } = useSession(from)
  const phase: Phase = usePhase(session, room)
  const [striking, setStriking] = useState(false)
  const [sending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { view, at } = room
  const item = view.items[at]
  const held = heldAt(room, at)
  const isOne = view.disclosure === 'one'
  const takes = useNow(session, room, (now) => session !== null && canWrite(room, at, now))
  const isPlaceOver = useNow(
    session,
    room,
    (now) => phase === 'open' && !!item?.deadlineAt && now >= item.deadlineAt,
  )

  const go = (to: number) => {
    setStriking(false)
    setTrouble(null)
    session?.go(to)
  }
  const next = async () => {
    if (!session || sending) return
    if (!isOne) return go(at + 1)
    setStriking(false)
    setSending(true)
    setTrouble(await session.next(at))
    setSending(false)
  }
  const latestNext = useRef(next)
  latestNext.current = next
  // A question whose own time is up gives way to the next; without a network, once there is one.
  useEffect(() => {
    if (!isPlaceOver) return
    latestNext.current()
    const timer = setInterval(() => latestNext.current(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [isPlaceOver])

  // A round that is over, and all of it sent: its page knows where to go from here.
  const sync = session?.sync()
  const isDone = phase === 'over' && (sync?.waiting === 0 || sync?.phase === 'refused')
  useEffect(() => {
    if (isDone) session?.forget().then(() => location.replace(`/interviews/${view.id}`))
  }, [isDone, session, view.id])

  const strike = (option: number) => {
    if (!held || !takes) return
    const struck = held.struck.includes(option)
      ? held.struck.filter((one) => one !== option)
      : [...held.struck, option].sort((a, b) => a - b)
    session?.write(at, 'struck', struck)
  }
  const choose = (option: number) => {
    if (item?.sheet?.as !== 'exercise' || !held || !takes) return
    const { body } = item.sheet.sheet
    const chosen = chosenOf(body, held.answer)
    if (chosen.kind === 'choice' && 'choose' in body) {
      const after = toggled(chosen.chosen, option, body.choose)
      session?.write(at, 'answer', answerFrom(body, { kind: 'choice', chosen: after }))
    } else if (chosen.kind === 'spots' && body.kind === 'hotspot') {
      const spots = toggled(chosen.spots, body.spots[option]?.node ?? '', body.choose)
      session?.write(at, 'answer', answerFrom(body, { kind: 'spots', spots }))
    }
  }
  const flag = () => {
    if (held && takes) session?.write(at, 'flag', !held.flag)
  }
  const confide = (place: number) => {
    const one = CONFIDENCES[place]
    if (one && held && takes) session?.write(at, 'confidence', held.confidence === one ? null : one)
  }
  const pause = async () => setTrouble((await session?.pause()) ?? null)

  const act = (deed: Deed): boolean => {
    if (deed.do !== 'begin striking') setStriking(false)
    switch (deed.do) {
      case 'choose':
        choose(deed.option)
        return true
      case 'strike':
        strike(deed.option)
        return true
      case 'begin striking':
        setStriking(takes)
        return true
      case 'end striking':
        return true
      case 'confide':
        confide(deed.confidence)
        return true
      case 'next':
        if (!item) return false
        next()
        return true
      case 'previous':
        if (!isOne && at > 0) go(at - 1)
        return true
      case 'flag':
        flag()
        return true
      case 'note':
        beside.openNote()
        return true
      case 'map':
        if (!isOne) beside.openMap()
        return true
      case 'read':
        beside.read()
        return true
      case 'clock':
        beside.clock()
        return true
      case 'pause':
        pause()
        return true
      case 'keys':
        beside.openKeys()
        return true
    }
  }
  useRoomKeys(
    (key, sends) => {
      // In a lab Ctrl Enter runs the checks.
      if (!session || phase !== 'open' || (sends && item?.sheet?.as === 'lab')) return false
      const looks = { ...lettered(item?.sheet ?? null), striking, practice: view.practice }
      const deed = deedOf(key, looks)
      return deed !== null && act(deed)
    },
    () => document.getElementById('question')?.focus(),
  )

  return {
    ...{ session, room, phase, item, held, isOne, takes, striking, sending, trouble },
    ...{ go, next, strike, flag, pause },
  }
}
