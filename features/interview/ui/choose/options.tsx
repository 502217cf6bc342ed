'use client'
import { LEVELS, type Level } from '@/features/cards/schema'
import type { Choice, Offer } from '../../choice/schema'
import { Conditions } from './conditions'
import { Row } from './row'
import { Size } from './size'

const LEVEL_TEXTS: Record<Level, string> = {
  screen: 'Screening',
  mid: 'Mid level',
  senior: 'Senior',
}

/** What can be chosen of one round. */
export function Options({
  offer,
  choice,
  topics,
  onChange,
}: {
  offer: Offer
  choice: Choice
  topics: { slug: string; title: string }[]
  onChange: (change: Partial<Choice>) => void
}) {
  const { counts, cases, oneTopic } = offer
  return (
    <div className="mt-8 space-y-6">
      <Row
        name="level"
        label="Level"
        values={LEVELS}
        value={choice.level}
        textOf={(level) => LEVEL_TEXTS[level]}
        onChange={(level) => onChange({ level })}
      />
      {counts === 'one' ? null : (
        <Size
          key={offer.slug}
          offer={offer}
          value={choice.size}
          onChange={(size) => onChange({ size })}
        />
      )}
      {cases.length > 0 ? (
        <Select
          id="case"
          label="Which one"
          all="Draw one for me"
          value={choice.ref}
          options={cases.map(({ ref, title, level }) => [ref, `${title} (${LEVEL_TEXTS[level]})`])}
          onChange={(ref) => onChange({ ref })}
        />
      ) : offer.round === 'mistakes' ? null : (
        <Select
          id="topic"
          label="Topic"
          all={oneTopic ? 'Choose one…' : 'All topics'}
          value={choice.topic}
          options={topics.map(({ slug, title }) => [slug, title])}
          onChange={(topic) => onChange({ topic })}
        />
      )}
      <Conditions {...choice} onChange={onChange} />
    </div>
  )
}

function Select({
  id,
  label,
  all,
  value,
  options,
  onChange,
}: {
  id: string
  label: string
  all: string
  value: string
  options: [string, string][]
  onChange: (value: string) => void
}) {
  return (
    <label className="block max-w-md">
      <span className="label mb-2 block">{label}</span>
      <select
        id={id}
        className="field"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="">{all}</option>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
