'use client'
import { Panel } from '@/components/panel'
import type { QueueCard } from '../../schema'
import { WhyView } from '../../why/ui/why-view'
import type { Change, Flag, Hand } from '../schema'
import { FlagPicker } from './flag-picker'
import { NoteEditor } from './note-editor'

export type PanelName = 'why' | 'flag' | 'note'

const TITLES: Record<PanelName, string> = {
  why: 'Why this card now',
  flag: 'Flag this card',
  note: 'Your note on this card',
}

export interface PanelsProps {
  panel: PanelName
  card: Pick<QueueCard, 'id'>
  hand: Hand
  onClose(): void
  onFlag(flag: Flag): void
  onNote(change: Change): Promise<boolean>
}

/** The panels of a card in hand, one open at a time. They come when first wanted. */
export function Panels({ panel, card, hand, onClose, onFlag, onNote }: PanelsProps) {
  return (
    <Panel title={TITLES[panel]} open onClose={onClose} wide={panel !== 'flag'}>
      {panel === 'why' ? <WhyView cardId={card.id} /> : null}
      {panel === 'flag' ? <FlagPicker flag={hand.flag} onPick={onFlag} /> : null}
      {panel === 'note' ? <NoteEditor hand={hand} onSave={onNote} /> : null}
    </Panel>
  )
}
