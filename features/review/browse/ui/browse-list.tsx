'use client'
import { type ComponentType, useRef, useState } from 'react'
import type { Deed, Keys } from '@/features/learner/keys/schema'
import { emptyHand, isAside } from '../../hand/rules'
import type { Change, Flag } from '../../hand/schema'
import { scopeOf, studyHref } from '../rules'
import type { BrowsePage, BrowseRow } from '../schema'
import { allOrNone, NOTHING, ranged, type Selection, toggled } from '../selection/rules'
import type { BrowsePanelsProps, Opened } from './browse-panels'
import { Row } from './browse-row'
import { BulkBar } from './bulk-bar'
import { useBulk } from './use-bulk'
import { useListKeys } from './use-list-keys'

const loadPanels = () => import('./browse-panels')

async function fetchIds(): Promise<string[] | null> {
  try {
    const response = await fetch(`/api/v1/cards${location.search}`)
    return response.ok ? (await response.json()).ids : null
  } catch {
    return null
  }
}

/** The cards of one page of the list: to open, to select, and to change many at once. */
export function BrowseList({ page, keys }: { page: BrowsePage; keys: Keys }) {
  const bulk = useBulk()
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const [current, setCurrent] = useState<string | null>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [opened, setOpened] = useState<Opened | null>(null)
  const [Panels, setPanels] = useState<ComponentType<BrowsePanelsProps> | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)

  const rows = page.rows.map((row): BrowseRow => {
    const hand = bulk.hands.get(row.id) ?? row.hand
    const isFresh = bulk.fresh.has(row.id)
    return isFresh
      ? { ...row, hand, state: 'new', due: null, isDue: false, strengthDays: null }
      : { ...row, hand }
  })
  const order = rows.map(({ id }) => id)
  const handOf = (id: string) =>
    bulk.hands.get(id) ?? rows.find((row) => row.id === id)?.hand ?? emptyHand(id)
  /** The selected cards, or else the one that one is on. */
  const targets = () => (selection.ids.size > 0 ? [...selection.ids] : current ? [current] : [])

  const show = async (next: Opened) => {
    setOpened(next)
    if (Panels) return
    try {
      const { BrowsePanels } = await loadPanels()
      setPanels(() => BrowsePanels)
    } catch {
      setOpened(null)
      bulk.say('This could not be opened. Check the connection and try again.')
    }
  }
  const change = async (wanted: Change, text: string) => {
    const ids = targets()
    return ids.length > 0 && bulk.change(ids, wanted, text)
  }
  const suspend = (on: boolean) =>
    change(
      on ? { suspended: true } : { suspended: false, buried: false },
      on ? 'suspended' : 'brought back',
    )
  const bury = () => change({ buried: true }, 'put aside until tomorrow')
  const flag = () => show({ panel: 'flag', hands: targets().map(handOf) })
  const tags = () => show({ panel: 'tags', hands: targets().map(handOf) })

  const act = (deed: Deed): boolean => {
    // A panel that is still being fetched takes the keys already.
    if (opened) return true
    if (deed === 'undo') {
      bulk.undo()
      return true
    }
    const ids = targets()
    const [first] = ids
    if (!first) return false
    const away = ids.every((id) => isAside(handOf(id), page.today))
    if (deed === 'suspend') suspend(!ids.every((id) => handOf(id).suspended))
    else if (deed === 'bury') away ? suspend(false) : bury()
    else if (deed === 'flag') flag()
    else if (deed === 'edit') ids.length > 1 ? tags() : show({ panel: 'note', hand: handOf(first) })
    else if (deed === 'why') show({ panel: 'why', hand: handOf(current ?? first) })
    else return false
    return true
  }
  const select = (id: string, range: boolean) =>
    setSelection((now) => (range ? ranged(now, id, order) : toggled(now, id)))
  const focusRow = (id: string | undefined) => {
    if (!id) return
    setCurrent(id)
    body.current
      ?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"] [data-front]`)
      ?.focus()
  }
  useListKeys(keys, {
    move: (by) => {
      const at = current === null ? -1 : order.indexOf(current)
      focusRow(order[Math.min(order.length - 1, Math.max(0, at + by))])
    },
    select: (range) => current && select(current, range),
    selectAll: () => setSelection((now) => allOrNone(now, order)),
    clear: () => {
      setSelection(NOTHING)
      return selection.ids.size > 0
    },
    act,
  })

  const everything = async () => {
    const ids = await fetchIds()
    if (ids) setSelection({ ids: new Set(ids), anchor: null })
    else bulk.say('The rest of the list could not be fetched. Try again in a moment.')
  }
  const scope = scopeOf([...selection.ids], page)
  const isOpen = (id: string) => open.has(id)
  return (
    <>
      <table className="card-list">
        <thead>
          <tr>
            <th scope="col" className="pick">
              <label>
                <input
                  type="checkbox"
                  aria-label="Select every card on this page"
                  checked={order.length > 0 && order.every((id) => selection.ids.has(id))}
                  onChange={() => setSelection((now) => allOrNone(now, order))}
                />
                <span className="min-[52rem]:hidden" aria-hidden="true">
                  All on this page
                </span>
              </label>
            </th>
            <th scope="col">Card</th>
            <th scope="col">Topic</th>
            <th scope="col">State</th>
            <th scope="col">Holds</th>
            <th scope="col">Marks</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              today={page.today}
              selected={selection.ids.has(row.id)}
              opened={isOpen(row.id)}
              onFocus={() => setCurrent(row.id)}
              onSelect={(range) => select(row.id, range)}
              onOpen={() =>
                setOpen(
                  (now) =>
                    new Set(
                      isOpen(row.id) ? [...now].filter((id) => id !== row.id) : [...now, row.id],
                    ),
                )
              }
              onWhy={() => show({ panel: 'why', hand: row.hand })}
            />
          ))}
        </tbody>
      </table>
      <BulkBar
        count={selection.ids.size}
        more={selection.ids.size < page.matching ? page.matching : null}
        keys={keys}
        busy={bulk.busy}
        canUndo={bulk.canUndo}
        said={bulk.said}
        wrong={bulk.wrong}
        study={scope && { href: studyHref(scope), cram: studyHref(scope, page.now) }}
        onAll={everything}
        onClear={() => setSelection(NOTHING)}
        onUndo={bulk.undo}
        onTags={tags}
        onReset={() => bulk.reset(targets())}
        onDeed={(deed, on) => (deed === 'flag' ? flag() : deed === 'bury' ? bury() : suspend(on))}
      />
      {Panels ? (
        <Panels
          opened={opened}
          onClose={() => setOpened(null)}
          onFlag={(value: Flag) => {
            const ids = opened && 'hands' in opened ? opened.hands.map(({ cardId }) => cardId) : []
            setOpened(null)
            bulk.change(ids, { flag: value }, value === 0 ? 'no flag any more' : 'flagged')
          }}
          onChange={async (wanted) => {
            if (!opened) return false
            const ids =
              'hand' in opened ? [opened.hand.cardId] : opened.hands.map(({ cardId }) => cardId)
            const saved = await bulk.change(ids, wanted, 'saved')
            if (saved) setOpened(null)
            return saved
          }}
        />
      ) : null}
    </>
  )
}
