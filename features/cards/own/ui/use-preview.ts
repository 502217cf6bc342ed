'use client'
import { useEffect, useRef, useState } from 'react'
import type { NotePreview } from '../schema'
import { contentOf } from './fields'
import type { Fields } from './kept'

const PAUSE_MS = 250

export interface Preview extends NotePreview {
  trouble: string
}

/** What the cards look like, compiled by the server a moment after each change. */
export function usePreview(fields: Fields): Preview {
  const [preview, setPreview] = useState<Preview>({ cards: [], total: 0, trouble: '' })
  const asked = useRef<AbortController>(null)
  const { kind, front, back, extra } = fields
  useEffect(() => {
    const read = contentOf({ kind, front, back, extra, tags: '', source: '' })
    if (!read.ok || (front.trim() === '' && back.trim() === '')) {
      setPreview({ cards: [], total: 0, trouble: read.ok ? '' : read.error })
      return
    }
    const timer = setTimeout(async () => {
      asked.current?.abort()
      const controller = new AbortController()
      asked.current = controller
      try {
        const response = await fetch('/api/v1/own/preview', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(read.content),
          signal: controller.signal,
        })
        const value: NotePreview & { error: string } = await response.json()
        setPreview(
          response.ok ? { ...value, trouble: '' } : (held) => ({ ...held, trouble: value.error }),
        )
      } catch {
        if (!controller.signal.aborted)
          setPreview((held) => ({
            ...held,
            trouble:
              'The preview waits: the server cannot be reached. What you write is kept here.',
          }))
      }
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [kind, front, back, extra])
  useEffect(() => () => asked.current?.abort(), [])
  return preview
}
