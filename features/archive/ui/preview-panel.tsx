'use client'
import { useState } from 'react'
import { asTag } from '@/features/cards/own/rules'
import type { Choices, Fate, Preview } from '../plan/schema'
import type { TableOptions } from '../schema'
import { Columns } from './columns'
import { Skips } from './skips'

const FATES: Record<Fate, string> = {
  new: 'that are new to you',
  same: 'you have already, with the same text',
  differs: 'you have already, with another text',
  bin: 'from your bin, which come back',
  site: 'cards of this site, whose history comes along',
}
const KINDS = { basic: 'Question', reverse: 'Both ways', cloze: 'Cloze', typed: 'Typed' } as const

const number = (value: number) => value.toLocaleString('en')

/** What comes, in numbers. */
function Counts({ preview }: { preview: Preview }) {
  const { counts, answers, studied, media, unscheduled, impossible } = preview
  const fates = (Object.keys(counts) as Fate[]).filter((fate) => counts[fate] > 0)
  return (
    <ul className="mt-3 space-y-1">
      {fates.map((fate) => (
        <li key={fate}>
          <strong className="figures">{number(counts[fate])}</strong>{' '}
          {fate === 'site' ? '' : counts[fate] === 1 ? 'note ' : 'notes '}
          {FATES[fate]}
        </li>
      ))}
      {answers > 0 ? (
        <li>
          <strong className="figures">{number(answers)}</strong> answers to{' '}
          <span className="figures">{number(studied)}</span> cards: your memory of them is computed
          from these
        </li>
      ) : null}
      {media > 0 ? (
        <li>
          <strong className="figures">{number(media)}</strong> pictures and sounds
        </li>
      ) : null}
      {unscheduled > 0 ? (
        <li className="text-muted">
          {number(unscheduled)} scheduled cards bring no answers with them, so they begin as new
        </li>
      ) : null}
      {impossible > 0 ? (
        <li className="text-muted">
          {number(impossible)} answers have dates that cannot be, and are left out
        </li>
      ) : null}
    </ul>
  )
}

function Samples({ preview }: { preview: Preview }) {
  if (preview.samples.length === 0) return null
  return (
    <section aria-labelledby="samples" className="mt-8">
      <h4 id="samples" className="font-semibold">
        The first of them
      </h4>
      <ul className="mt-2">
        {preview.samples.map((sample) => (
          <li
            key={`${sample.kind} ${sample.front} ${sample.back}`}
            className="grid gap-x-6 border-t border-rule py-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_7rem]"
          >
            <span className="min-w-0 break-words">{sample.front}</span>
            <span className="min-w-0 break-words text-muted">{sample.back}</span>
            <span className="text-sm text-muted">
              {KINDS[sample.kind]}
              {sample.answers > 0 ? `, ${sample.answers} answers` : ''}
              {sample.fate === 'new' ? '' : ', not new'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What a file would do, what may be chosen about it, and the button that does it. */
export function PreviewPanel({
  preview,
  problem,
  rereading,
  onTable,
  onTake,
  onCancel,
}: {
  preview: Preview
  problem: string | null
  /** A table is being read once more; what is shown is what it was before. */
  rereading: boolean
  onTable(table: TableOptions): void
  onTake(choices: Choices): void
  onCancel(): void
}) {
  const [replace, setReplace] = useState(false)
  const [history, setHistory] = useState(true)
  const [tag, setTag] = useState('')
  const { counts, answers, marked } = preview
  const notes = counts.new + counts.bin + (replace ? counts.differs : 0)
  const nothing = notes === 0 && (!history || answers + marked === 0)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    onTake({ replace, history, tag: asTag(tag) })
  }
  return (
    <form onSubmit={submit}>
      <h3 className="break-words text-lg">{preview.name}</h3>
      <p className="mt-1 text-muted">Nothing is saved yet.</p>
      {problem ? (
        <p role="alert" className="mt-4 text-wrong">
          {problem}
        </p>
      ) : null}
      <Counts preview={preview} />
      {preview.table ? <Columns key={preview.id} table={preview.table} onChange={onTable} /> : null}
      <Samples preview={preview} />
      <Skips skipped={preview.skipped} count={preview.skippedCount} />
      <fieldset className="mt-8 space-y-3">
        <legend className="mb-2 font-semibold">How it comes</legend>
        {counts.differs > 0 ? (
          <label className="flex items-baseline gap-2">
            <input
              type="checkbox"
              checked={replace}
              onChange={(event) => setReplace(event.target.checked)}
            />
            Take the file’s text where mine differs ({number(counts.differs)})
          </label>
        ) : null}
        {answers + marked > 0 ? (
          <label className="flex items-baseline gap-2">
            <input
              type="checkbox"
              checked={history}
              onChange={(event) => setHistory(event.target.checked)}
            />
            With history: answers, suspended cards and flags
          </label>
        ) : null}
        <div className="max-w-xs">
          <label htmlFor="import-tag" className="label mb-1 block">
            A tag for all of them (optional)
          </label>
          <input
            id="import-tag"
            className="field"
            value={tag}
            maxLength={60}
            onChange={(event) => setTag(event.target.value)}
          />
        </div>
      </fieldset>
      <div className="mt-8 flex flex-wrap items-center gap-3">
        <button type="submit" className="button button-primary" disabled={nothing || rereading}>
          {notes > 0 ? `Add ${number(notes)} ${notes === 1 ? 'note' : 'notes'}` : 'Add the history'}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        {nothing ? (
          <p className="text-muted">There is nothing in it that you do not have.</p>
        ) : null}
      </div>
    </form>
  )
}
