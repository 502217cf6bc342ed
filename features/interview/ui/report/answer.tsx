import type { Finding } from '@/features/quiz/schema'
import { evidenceOf } from '../../report/evidence/rules'
import type { ItemAnswer, ItemSheet, Spoken } from '../../schema'
import { fillersIn, paceOf, paceText } from '../../spoken/rules'

/** How an answer was spoken; the pace of what was recorded alone is that of what was written down. */
function spokenText(spoken: Spoken, text: string): string {
  const { words, longestPauseMs } = spoken
  const pace = paceOf(spoken, text)
  const fillers = words > 0 ? spoken.fillers : fillersIn(text).length
  const parts = [
    pace === null ? null : `${pace} words a minute, ${paceText(pace)}`,
    `${fillers} ${fillers === 1 ? 'filler' : 'fillers'}`,
    `longest pause ${(longestPauseMs / 1000).toFixed(1)} s`,
  ]
  return `Spoken: ${parts.filter(Boolean).join(', ')}.`
}

/** What was answered in one's own words, or as code; what was chosen stands among the findings. */
export function Answer({
  answer,
  sheet,
  findings = [],
}: {
  answer: ItemAnswer | null
  sheet: ItemSheet | null
  /** Points of an open answer: its sentences are marked by what they earned. */
  findings?: Finding[]
}) {
  if (answer === null) return null
  if (answer.as === 'open')
    return (
      <div className="mt-4">
        <p className="label mb-1">Your answer</p>
        <div className="measure whitespace-pre-wrap">
          <Evidence text={answer.text} findings={findings} />
        </div>
        {answer.spoken ? (
          <p className="figures mt-1 text-sm text-muted">
            {spokenText(answer.spoken, answer.text)}
          </p>
        ) : null}
      </div>
    )
  if (answer.as === 'design')
    return (
      <div className="mt-4">
        <p className="label mb-1">Your argument</p>
        <div className="measure whitespace-pre-wrap">{answer.text || 'You wrote none.'}</div>
      </div>
    )
  if (answer.as === 'lab') return <Code title="Your answer" text={answer.code} />
  const { chosen } = answer
  const isLong = chosen.kind === 'text'
  if (!isLong) return null
  return sheet?.as === 'exercise' && sheet.sheet.kind === 'open' ? (
    <div className="mt-4">
      <p className="label mb-1">Your answer</p>
      <div className="measure whitespace-pre-wrap">
        <Evidence text={chosen.text} findings={findings} />
      </div>
    </div>
  ) : (
    <Code title="Your answer" text={chosen.text} />
  )
}

/** An answer with its evidence: what earned a point is underlined and says which. */
function Evidence({ text, findings }: { text: string; findings: Finding[] }) {
  return evidenceOf(text, findings).map(({ text: part, findings: earned, wrong }, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: stretches never move
    if (earned.length === 0) return <span key={at}>{part}</span>
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: stretches never move
      <span key={at}>
        <span
          className={`underline decoration-2 underline-offset-4 ${wrong ? 'decoration-wrong decoration-wavy' : 'decoration-[var(--right)]'}`}
        >
          {part}
        </span>
        <sup className="figures text-sm text-muted">
          <span className="sr-only">{wrong ? ' cost a point, see ' : ' earned point '}</span>
          {earned.map((index) => index + 1).join(', ')}
        </sup>
      </span>
    )
  })
}

function Code({ title, text }: { title: string; text: string }) {
  return (
    <div className="prose mt-4">
      <figure className="code">
        <figcaption>{title}</figcaption>
        <pre tabIndex={0}>
          <code>{text}</code>
        </pre>
      </figure>
    </div>
  )
}
