'use client'
import { type ComponentType, useEffect, useState } from 'react'
import type { QueueCard } from '../../schema'
import type { PanelName, PanelsProps } from './panels'

const loadPanels = () => import('./panels')
const IDLE_MS = 2_000

/** A panel and the card it was opened for, which stays that card whatever the session does. */
export interface Opened {
  panel: PanelName
  card: QueueCard
}

/** The panels of a session. They are fetched at rest, or when first wanted. */
export function usePanels(say: (text: string) => void) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [Panels, setPanels] = useState<ComponentType<PanelsProps> | null>(null)

  const load = async () => {
    const { Panels: Loaded } = await loadPanels()
    setPanels(() => Loaded)
  }
  useEffect(() => {
    const waiting = setTimeout(() => loadPanels().catch(() => undefined), IDLE_MS)
    return () => clearTimeout(waiting)
  }, [])

  return {
    opened,
    Panels,
    open(panel: PanelName, card: QueueCard) {
      setOpened({ panel, card })
      if (Panels) return
      load().catch(() => {
        setOpened(null)
        say('This could not be opened. Check the connection and try again.')
      })
    },
    close: () => setOpened(null),
    /** Fetches the panels, as one is about to be opened. */
    expect() {
      loadPanels().catch(() => undefined)
    },
  }
}
