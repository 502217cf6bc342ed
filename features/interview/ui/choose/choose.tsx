'use client'
import { useState } from 'react'
import { choiceText, choose, lacking } from '../../choice/rules'
import type { Choice, Offer } from '../../choice/schema'
import { Options } from './options'
import { useStart } from './use-start'

interface Props {
  offers: Offer[]
  topics: { slug: string; title: string }[]
  first: Choice
  signedIn: boolean
}

/** Which round, how long, at which level, under which conditions; then its paper is made. */
export function Choose({ offers, topics, first, signedIn }: Props) {
  const [choice, setChoice] = useState(first)
  const { ready, busy, trouble, start } = useStart(signedIn)
  const [said, setSaid] = useState('')
  const offer = offers.find(({ slug }) => slug === choice.blueprint)
  if (!offer) return null
  const topicTitle = topics.find(({ slug }) => slug === choice.topic)?.title ?? null
  const begin = (event: React.FormEvent) => {
    event.preventDefault()
    const lack = lacking(offer, choice)
    setSaid(lack?.text ?? '')
    if (lack) return document.getElementById(lack.field)?.focus()
    const { blueprint, level, size, topic, ref, timeFactor, practice } = choice
    start({
      blueprint,
      level,
      size: offer.counts === 'one' ? null : size,
      topic: topic || null,
      ref: ref || null,
      timeFactor,
      practice,
      paper: null,
    })
  }
  return (
    <form onSubmit={begin} className="max-w-3xl" noValidate data-ready={ready || undefined}>
      <fieldset className="grid gap-2 sm:grid-cols-2 xl:w-[56rem] xl:grid-cols-3">
        <legend className="label mb-2">Round</legend>
        {offers.map((one) => (
          <label key={one.slug} className="option">
            <input
              type="radio"
              name="round"
              value={one.slug}
              checked={one.slug === choice.blueprint}
              onChange={() => {
                setChoice(choose(one, choice))
                setSaid('')
              }}
              className="mt-1 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="font-semibold">{one.title}</span>
              <span className="block text-sm text-muted">{one.summary}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Options
        offer={offer}
        choice={choice}
        topics={topics}
        onChange={(change) => {
          setChoice({ ...choice, ...change })
          setSaid('')
        }}
      />
      <p className="figures mt-8 text-lg" aria-live="polite">
        {offer.title}: {choiceText(offer, choice, topicTitle)}.
      </p>
      <p className="mt-3 flex flex-wrap items-center gap-3">
        <button type="submit" className="button button-primary" aria-disabled={busy}>
          {busy ? 'Making the paper…' : 'Make the paper'}
        </button>
        <span className="text-sm text-muted">The clock starts later, when you begin.</span>
      </p>
      <p role="alert" className="mt-2 text-wrong">
        {said || trouble}
      </p>
    </form>
  )
}
