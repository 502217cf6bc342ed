'use client'
import { Panel } from '@/components/panel'
import type { Change, Flag, Hand } from '../../hand/schema'
import { FlagPicker } from '../../hand/ui/flag-picker'
import { NoteEditor } from '../../hand/ui/note-editor'
import { WhyView } from '../../why/ui/why-view'
import { TagEditor } from './tag-editor'

/** What is open beside the list, and for which cards. */
export type Opened =
  | { panel: 'why' | 'note'; hand: Hand }
  | { panel: 'flag' | 'tags'; hands: Hand[] }

export interface BrowsePanelsProps {
  opened: Opened | null
  onClose(): void
  onFlag(flag: Flag): void
  onChange(change: Change): Promise<boolean>
}

const title = (opened: Opened): string => {
  if ('hand' in opened) return opened.panel === 'why' ? 'Why and when' : 'Your note on this card'
  const count = opened.hands.length === 1 ? 'this card' : `${opened.hands.length} cards`
  return opened.panel === 'flag' ? `Flag ${count}` : `Tags of ${count}`
}

function sameFlag(hands: Hand[]): Flag {
  const [first] = hands
  return first && hands.every(({ flag }) => flag === first.flag) ? first.flag : 0
}

/** The panels of the list, one open at a time. They come when first wanted. */
export function BrowsePanels({ opened, onClose, onFlag, onChange }: BrowsePanelsProps) {
  return (
    <Panel
      title={opened ? title(opened) : ''}
      open={opened !== null}
      onClose={onClose}
      wide={opened?.panel !== 'flag'}
    >
      {opened?.panel === 'why' ? <WhyView cardId={opened.hand.cardId} /> : null}
      {opened?.panel === 'note' ? <NoteEditor hand={opened.hand} onSave={onChange} /> : null}
      {opened?.panel === 'flag' ? (
        <FlagPicker flag={sameFlag(opened.hands)} onPick={onFlag} />
      ) : null}
      {opened?.panel === 'tags' ? (
        <TagEditor
          present={[...new Set(opened.hands.flatMap(({ tags }) => tags))]}
          onSave={onChange}
        />
      ) : null}
    </Panel>
  )
}
