'use client'
import { useEffect, useState } from 'react'
import { FlagMark } from '../../hand/ui/flag-mark'
import { GRADE_NAMES } from '../../schema'
import { intervalText } from '../../session/rules'
import { dayText, difficultyText, lapsesText, reasonText, shareText, stabilityText } from '../rules'
import type { Why } from '../schema'

const DAY_MS = 86_400_000
const MODES: Record<string, string> = {
  recognise: 'chosen among answers',
  recall: 'recalled',
  do: 'done as a task',
}

type Reply = { why: Why } | { error: string } | null

async function fetchWhy(cardId: string): Promise<Reply> {
  try {
    const response = await fetch(`/api/v1/why?card=${encodeURIComponent(cardId)}`)
    const json = await response.json()
    return response.ok ? { why: json } : { error: json.error }
  } catch {
    return { error: 'The server cannot be reached. What it knows of this card is safe there.' }
  }
}

function Fact({ name, children }: React.PropsWithChildren<{ name: string }>) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** When an answer was given: relative up to a week, then its date, always with its time. */
function When({ at, why }: { at: number; why: Why }) {
  const { timeZone } = why
  const date = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(at)
  return (
    <time dateTime={new Date(at).toISOString()}>
      {dayText(day, why.today).replace(/^on /, '')}, {time}
    </time>
  )
}

function Facts({ why }: { why: Why }) {
  const { recall, stability, difficulty, answers, answerCount, firstSeenAt, hand } = why
  return (
    <>
      <p className="mt-4">{reasonText(why)}</p>
      <dl className="figures mt-5 grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 border-t border-rule pt-4">
        {recall === null ? null : <Fact name="Recall now">{shareText(recall)}</Fact>}
        {stability === null ? null : <Fact name="It holds">{stabilityText(stability)}</Fact>}
        {difficulty === null ? null : <Fact name="Difficulty">{difficultyText(difficulty)}</Fact>}
        {firstSeenAt === null ? null : (
          <Fact name="First seen">
            <When at={firstSeenAt} why={why} />
          </Fact>
        )}
        {answerCount > 0 ? <Fact name="Slipped">{lapsesText(why.lapses)}</Fact> : null}
        {hand.flag > 0 || hand.tags.length > 0 ? (
          <Fact name="Marked">
            <FlagMark flag={hand.flag} /> {hand.tags.join(', ')}
          </Fact>
        ) : null}
        <Fact name="Taught in">
          <a href={why.href}>{why.topicTitle}</a>
        </Fact>
      </dl>
      <h3 className="label mt-6">What each answer would do</h3>
      <dl className="figures mt-2 grid grid-cols-4 gap-2">
        {why.previews.map(({ grade, intervalDays, inMs }) => (
          <div key={grade} className="flex flex-col-reverse border-t border-rule pt-1.5">
            <dt className="text-sm text-muted">{GRADE_NAMES[grade]}</dt>
            <dd>{intervalText(intervalDays, inMs)}</dd>
          </div>
        ))}
      </dl>
      {answers.length > 0 ? (
        <>
          <h3 className="label mt-6">
            {answerCount > answers.length
              ? `The last ${answers.length} of ${answerCount} answers`
              : 'Your answers'}
          </h3>
          <ol className="figures mt-2 divide-y divide-rule border-y border-rule">
            {answers.map((answer) => (
              <li key={answer.at} className="flex flex-wrap justify-between gap-x-4 py-1">
                <span>
                  {answer.undone ? <s>{GRADE_NAMES[answer.grade]}</s> : GRADE_NAMES[answer.grade]}
                  <span className="text-sm text-muted">
                    {' '}
                    {answer.undone ? 'undone' : (MODES[answer.mode] ?? answer.mode)}
                  </span>
                </span>
                <span className="text-sm text-muted">
                  <When at={answer.at} why={why} />
                </span>
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </>
  )
}

/** Why a card comes now: recall today, how it went so far, and what each button would do. */
export function WhyView({ cardId }: { cardId: string }) {
  const [reply, setReply] = useState<Reply>(null)
  useEffect(() => {
    let current = true
    fetchWhy(cardId).then((found) => {
      if (current) setReply(found)
    })
    return () => {
      current = false
    }
  }, [cardId])
  if (reply === null)
    return (
      <p role="status" className="mt-4 min-h-60 text-muted">
        Looking it up…
      </p>
    )
  if ('error' in reply)
    return (
      <p role="alert" className="mt-4">
        {reply.error}
      </p>
    )
  return <Facts why={reply.why} />
}
