'use client'
import { type RefObject, useCallback, useEffect, useState } from 'react'
import { canSpeak, hush, speak, spokenText } from './speak'

/** Reading a part of the page aloud: begun and stopped by hand, and stopped on leaving. */
export function useReading(part: RefObject<HTMLElement | null>) {
  const [on, setOn] = useState(false)
  const [can, setCan] = useState(false)
  const stop = useCallback(() => {
    hush()
    setOn(false)
  }, [])
  useEffect(() => {
    setCan(canSpeak())
    addEventListener('pagehide', stop)
    return () => {
      removeEventListener('pagehide', stop)
      stop()
    }
  }, [stop])
  const toggle = () => {
    if (on) return stop()
    if (!can || !part.current) return
    speak(spokenText(part.current), () => setOn(false))
    setOn(true)
  }
  return { on, can, toggle, stop }
}
