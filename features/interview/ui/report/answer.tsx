import type { ItemAnswer, ItemSheet } from '../../schema'

const spokenText = (spoken: {
  seconds: number
  words: number
  fillers: number
  longestPauseMs: number
}) => {
  const { seconds, words, fillers, longestPauseMs } = spoken
  const pace =
    seconds > 0 ? `${Math.round(words / (seconds / 60))} words a minute` : `${words} words`
  const pause = `longest pause ${(longestPauseMs / 1000).toFixed(1)} s`
  return `Spoken: ${pace}, ${fillers} ${fillers === 1 ? 'filler' : 'fillers'}, ${pause}.`
}

/** What was answered in one's own words, or as code; what was chosen stands among the findings. */
export function Answer({ answer, sheet }: { answer: ItemAnswer | null; sheet: ItemSheet | null }) {
  if (answer === null) return null
  if (answer.as === 'open')
    return (
      <div className="mt-4">
        <p className="label mb-1">Your answer</p>
        <div className="measure whitespace-pre-wrap">{answer.text}</div>
        {answer.spoken ? (
          <p className="figures mt-1 text-sm text-muted">{spokenText(answer.spoken)}</p>
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
      <div className="measure whitespace-pre-wrap">{chosen.text}</div>
    </div>
  ) : (
    <Code title="Your answer" text={chosen.text} />
  )
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
