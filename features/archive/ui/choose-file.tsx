'use client'
import { useEffect, useRef, useState } from 'react'

const ACCEPT = '.apkg,.colpkg,.csv,.tsv,.txt,.md,.markdown'

/** The way in: a file chosen, or dropped here. */
export function ChooseFile({
  problem,
  onFile,
}: {
  problem: string | null
  onFile(file: File): void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [ready, setReady] = useState(false)
  const take = useRef(onFile)
  take.current = onFile

  // A file that was chosen before the scripts had started waits in the field.
  useEffect(() => {
    const [file] = input.current?.files ?? []
    if (file) take.current(file)
    setReady(true)
  }, [])

  const drop = (event: React.DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <section
      aria-label="Bring a file"
      className={`rounded-md border border-dashed px-5 py-6 ${over ? 'border-accent bg-accent-soft' : 'border-rule-strong'}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {problem ? (
        <p role="alert" className="mb-4 text-wrong">
          {problem}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <label className="button button-primary relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
          <input
            ref={input}
            type="file"
            accept={ACCEPT}
            data-ready={ready}
            className="absolute inset-0 cursor-pointer opacity-0"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) onFile(file)
            }}
          />
          Choose a file
        </label>
        <span className="text-muted">or drop it here</span>
      </div>
      <p className="mt-3 text-sm text-muted">
        Anki packages (.apkg, .colpkg), tables (.csv, .tsv, .txt) and Markdown (.md), up to 256 MB.
        You see what will come before anything is saved.
      </p>
    </section>
  )
}
