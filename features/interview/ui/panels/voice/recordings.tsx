'use client'
import { useEffect, useState } from 'react'
import { clockText } from '../../../spoken/rules'
import { deleteRecording, KEPT_DAYS, listRecordings, type Recording } from './kept'

const endingOf = (type: string) =>
  type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'webm'

/** Browsers do not write a recording's length into it: going to its end once tells them. */
function measure({ currentTarget: audio }: React.SyntheticEvent<HTMLAudioElement>): void {
  if (Number.isFinite(audio.duration)) return
  audio.addEventListener(
    'timeupdate',
    () => {
      audio.currentTime = 0
    },
    { once: true },
  )
  audio.currentTime = Number.MAX_SAFE_INTEGER
}

/** One recording: hear it, save it, delete it. */
function Take({ take, number, onDelete }: { take: Recording; number: number; onDelete(): void }) {
  const { blob, durationMs } = take
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  const label = `Recording ${number}, ${clockText(durationMs)}`
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2">
      <span className="figures text-sm text-muted">{label}</span>
      {/* biome-ignore lint/a11y/useMediaCaption: what was just said by the learner, whose words stand above */}
      <audio
        controls
        src={url}
        aria-label={label}
        className="h-10 max-w-full"
        onLoadedMetadata={measure}
      />
      <span className="flex gap-1">
        <a
          href={url}
          download={`answer-${number}.${endingOf(blob.type)}`}
          className="button button-quiet text-sm"
        >
          Save as a file
        </a>
        <button type="button" className="button button-quiet text-sm" onClick={onDelete}>
          Delete<span className="sr-only"> recording {number}</span>
        </button>
      </span>
    </li>
  )
}

/**
 * What was recorded of one answer, here and nowhere else.
 * @param version another number looks again
 */
export function Recordings({ name, version = 0 }: { name: string; version?: number }) {
  const [takes, setTakes] = useState<Recording[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version was kept meanwhile
  useEffect(() => {
    let gone = false
    listRecordings(name).then((found) => {
      if (!gone) setTakes(found)
    })
    return () => {
      gone = true
    }
  }, [name, version])
  if (takes.length === 0) return null
  return (
    <div className="mt-3">
      <ul aria-label="Recordings" className="divide-y divide-rule border-y border-rule">
        {takes.map((take, index) => (
          <Take
            key={take.startedAt}
            take={take}
            number={index + 1}
            onDelete={() => {
              deleteRecording(take)
              setTakes(takes.filter((one) => one !== take))
            }}
          />
        ))}
      </ul>
      <p className="mt-1 text-sm text-muted">
        Kept in this browser for {KEPT_DAYS} days and sent nowhere.
      </p>
    </div>
  )
}
