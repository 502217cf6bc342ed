'use client'
import { LEVELS, type Level } from '@/features/cards/schema'
import type { Choice, Offer } from '../../choice/schema'
import { Conditions } from './conditions'
import { Row } from './row'

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
  const { counts, size, cases, oneTopic } = offer
  const minutes = counts === 'minutes'
  const offered = [...new Set([...size.offered, choice.size])].sort((a, b) => a - b)
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
        <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
          <Row
            name="size"
            label={minutes ? 'Minutes' : 'Questions'}
            values={offered}
            value={choice.size}
            textOf={String}
            onChange={(value) => onChange({ size: value })}
          />
          <label className="block">
            <span className="label mb-2 block">
              or any from {size.least} to {size.most}
            </span>
            <input
              type="number"
              inputMode="numeric"
              className="field figures w-28"
              min={size.least}
              max={size.most}
              defaultValue=""
              placeholder={String(choice.size)}
              onChange={({ target }) => {
                const value = target.valueAsNumber
                if (Number.isInteger(value) && value >= size.least && value <= size.most)
                  onChange({ size: value })
              }}
            />
          </label>
        </div>
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
