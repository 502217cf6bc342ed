import { LEVELS } from '@/features/cards/schema'
import { MODES, type Mode, SIZES } from '../pick/schema'
import { KINDS, SKILLS } from '../schema'
import { KIND_TEXTS, LEVEL_TEXTS, SKILL_TEXTS } from '../texts/rules'

const WAYS: Record<Mode, { name: string; text: string }> = {
  mixed: { name: 'Mixed', text: 'New ones first, topics and kinds in turn.' },
  weakest: {
    name: 'Weakest first',
    text: 'By what you remember of each topic and how your answers went.',
  },
  mistakes: { name: 'Mistakes only', text: 'What you answered wrongly the last time.' },
  rapid: { name: 'Rapid fire', text: 'Quick kinds only; a minute each is shown, not enforced.' },
}

function Select({
  name,
  label,
  all,
  options,
}: {
  name: string
  label: string
  all: string
  options: [string, string][]
}) {
  return (
    <label className="block min-w-0">
      <span className="label mb-1 block">{label}</span>
      <select name={name} className="field">
        <option value="">{all}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What to practise: a way, and what of. A plain form, so it works before any script does. */
export function Choose({
  topics,
  mistakes,
}: {
  topics: { slug: string; title: string; count: number }[]
  mistakes: number
}) {
  return (
    <form action="/practice/run" className="max-w-3xl">
      <fieldset className="grid gap-2 sm:grid-cols-2">
        <legend className="label mb-2">How</legend>
        {MODES.map((mode) => (
          <label key={mode} className="option">
            <input
              type="radio"
              name="mode"
              value={mode}
              defaultChecked={mode === 'mixed'}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="font-semibold">{WAYS[mode].name}</span>
              {mode === 'mistakes' && mistakes > 0 ? (
                <span className="figures text-muted"> · {mistakes}</span>
              ) : null}
              <span className="block text-sm text-muted">{WAYS[mode].text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="mt-6 grid gap-4 sm:grid-cols-2">
        <Select
          name="topic"
          label="Topic"
          all="All topics"
          options={topics.map(({ slug, title, count }) => [slug, `${title} (${count})`])}
        />
        <Select
          name="kind"
          label="Kind"
          all="All kinds"
          options={KINDS.map((kind) => [kind, KIND_TEXTS[kind]])}
        />
        <Select
          name="level"
          label="Level"
          all="All levels"
          options={LEVELS.map((level) => [level, LEVEL_TEXTS[level]])}
        />
        <Select
          name="skill"
          label="Skill"
          all="All skills"
          options={SKILLS.map((skill) => [skill, SKILL_TEXTS[skill]])}
        />
      </div>
      <fieldset className="mt-6">
        <legend className="label mb-2">How many</legend>
        <div className="flex flex-wrap gap-2">
          {SIZES.map((size, index) => (
            <label key={size} className="option w-auto items-center px-4 py-1.5">
              <input
                type="radio"
                name="size"
                value={size}
                defaultChecked={index === 0}
                className="size-4 accent-accent"
              />
              {size}
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" className="button button-primary mt-8">
        Begin
      </button>
    </form>
  )
}
