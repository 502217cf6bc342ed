'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import * as z from 'zod/mini'
import { FLAG_NAMES } from '../../hand/schema'
import { FLAG_WORDS, KINDS, STATES } from '../../search/schema'
import { browseHref } from '../rules'
import { type Browse, type BrowsePage, browseSchema, FLAG_CHOICES, type Sort } from '../schema'

const KIND_NAMES: Record<(typeof KINDS)[number], string> = {
  basic: 'Question and answer',
  cloze: 'A gap to fill',
  reverse: 'Asked the other way',
  typed: 'Answer to type',
}
const STATE_NAMES: Record<(typeof STATES)[number], string> = {
  new: 'New',
  learning: 'Being learned',
  review: 'In review',
  due: 'Due now',
  leech: 'Slips again and again',
  suspended: 'Suspended',
  buried: 'Put aside for today',
  own: 'My own',
}
const SORT_NAMES: [Sort, string][] = [
  ['topic', 'By topic'],
  ['due', 'Due first'],
  ['-due', 'Due last'],
  ['strength', 'Weakest first'],
  ['-strength', 'Strongest first'],
  ['-difficulty', 'Hardest first'],
  ['-slips', 'Most slips first'],
  ['front', 'A to Z'],
  ['-front', 'Z to A'],
]

function Choice({
  name,
  label,
  value,
  options,
  all,
}: {
  name: keyof Browse
  label: string
  value: string
  options: [value: string, text: string][]
  /** What the choice of none is called; without it one must be chosen. */
  all?: string
}) {
  return (
    <div>
      <label htmlFor={`choose-${name}`} className="label block">
        {label}
      </label>
      <select
        id={`choose-${name}`}
        name={name}
        defaultValue={value}
        className="field mt-0.5 text-base"
      >
        {all ? <option value="">{all}</option> : null}
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What to list. Each choice is in the URL; without script the button sends them. */
export function BrowseForm({
  browse,
  topics,
  tags,
}: {
  browse: Browse
  topics: BrowsePage['topics']
  tags: string[]
}) {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [busy, begin] = useTransition()
  // Going back, or a link, changes the choice too; the fields stay, and with them the focus.
  const shown = JSON.stringify(browse)
  useEffect(() => {
    for (const [name, value] of Object.entries(JSON.parse(shown) as Browse)) {
      const field = form.current?.elements.namedItem(name)
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = String(value)
    }
  }, [shown])
  const go = (event: React.FormEvent) => {
    event.preventDefault()
    if (!form.current) return
    const fields = Object.fromEntries(new FormData(form.current))
    const { page: _page, ...filter } = z.parse(browseSchema, fields)
    begin(() => router.push(browseHref(filter), { scroll: false }))
  }
  const isFiltered = browseHref({ ...browse, sort: 'topic', page: 1 }) !== '/cards'
  // On a phone the choices stay folded until they are wanted, so that the cards are in sight.
  const [isOpen, setOpen] = useState(browseHref({ ...browse, q: '', page: 1 }) !== '/cards')
  return (
    <form
      ref={form}
      action="/cards"
      aria-label="Which cards"
      className="no-print mb-4"
      onSubmit={go}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) go(event)
      }}
    >
      <div className="flex gap-2">
        <input
          type="search"
          name="q"
          defaultValue={browse.q}
          aria-label="Search the cards"
          placeholder="Words, or is:due flag:red tag:vpc -kind:cloze"
          maxLength={200}
          className="field"
        />
        <button type="submit" className="button">
          Search
        </button>
      </div>
      <button
        type="button"
        className="button button-quiet -ml-2 mt-1 text-sm sm:hidden"
        aria-expanded={isOpen}
        aria-controls="choices"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Fewer choices' : 'Topic, state, flag, order…'}
      </button>
      <div
        id="choices"
        className={`mt-3 grid-cols-2 gap-3 sm:grid sm:grid-cols-3 lg:grid-cols-6 ${isOpen ? 'grid' : 'hidden'}`}
      >
        <Choice
          name="topic"
          label="Topic"
          value={browse.topic}
          all="All topics"
          options={[
            ['own', 'My own cards'],
            ...topics.map(({ slug, title }): [string, string] => [slug, title]),
          ]}
        />
        <Choice
          name="is"
          label="State"
          value={browse.is}
          all="Any"
          options={STATES.map((state) => [state, STATE_NAMES[state]])}
        />
        <Choice
          name="kind"
          label="Kind"
          value={browse.kind}
          all="Any"
          options={KINDS.map((kind) => [kind, KIND_NAMES[kind]])}
        />
        <Choice
          name="flag"
          label="Flag"
          value={browse.flag}
          all="Any or none"
          options={FLAG_CHOICES.map((flag) => [
            flag,
            flag === 'any' ? 'Any flag' : FLAG_NAMES[FLAG_WORDS[flag]],
          ])}
        />
        <Choice
          name="tag"
          label="Tag"
          value={browse.tag}
          all={tags.length > 0 ? 'Any or none' : 'You have none yet'}
          options={[...new Set([...tags, browse.tag])].filter(Boolean).map((tag) => [tag, tag])}
        />
        <Choice name="sort" label="Order" value={browse.sort} options={SORT_NAMES} />
      </div>
      <p className="mt-2 flex flex-wrap gap-x-4 text-sm">
        {isFiltered ? <a href="/cards">Show all cards</a> : null}
        <span role="status" className="text-muted">
          {busy ? 'Looking…' : ''}
        </span>
      </p>
    </form>
  )
}
