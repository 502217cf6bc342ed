'use client'
import { useRef, useState } from 'react'
import type { Figures } from '@/emulator'
import { projectOf, readProject, zipped } from '../../project/rules'
import { saveNew } from '../../saved/ui/save-new'
import type { Scenario } from '../../schema'
import { writeFragment } from '../rules'

function download(bytes: Uint8Array, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/zip' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

const fileNameOf = ({ name }: Scenario) =>
  `${
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'scenario'
  }.zip`

/** Keeps the scenario on the bench under a name, makes a link of it, and carries it to and from SAM. */
export function Keep({
  now,
  isLearner,
  figures,
}: {
  now(): Scenario
  isLearner: boolean
  figures: Figures
}) {
  const [name, setName] = useState('')
  const [link, setLink] = useState('')
  const [said, setSaid] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const file = useRef<HTMLInputElement>(null)

  function begin() {
    setBusy(true)
    setSaid('')
    setTrouble(null)
  }
  async function save(scenario: Scenario) {
    begin()
    const outcome = await saveNew(scenario, isLearner)
    setBusy(false)
    if (outcome.ok) location.assign(`/sandbox?scenario=${outcome.value.id}`)
    else setTrouble(outcome.error)
  }
  async function share() {
    begin()
    setBusy(false)
    const written = writeFragment(now())
    if (!written.ok) return setTrouble(written.error)
    const whole = `${location.origin}/sandbox/shared#${written.value}`
    setLink(whole)
    try {
      await navigator.clipboard.writeText(whole)
      setSaid('The link is copied. It holds the whole scenario; nothing of it is on the server.')
    } catch {
      setSaid('Copy the link below. It holds the whole scenario; nothing of it is on the server.')
    }
  }
  async function exportIt() {
    begin()
    const scenario = now()
    const project = await projectOf(scenario, figures)
    setBusy(false)
    if (!project.ok) return setTrouble(project.error)
    download(zipped(project.value.files), fileNameOf(scenario))
    const { warnings } = project.value
    setSaid(
      warnings.length > 0
        ? `Exported. The template does not carry all of it: ${warnings.join('; ')}.`
        : 'Exported. Its README says how to run it.',
    )
  }
  async function importIt(chosen: File) {
    begin()
    const read = await readProject(new Uint8Array(await chosen.arrayBuffer()), figures)
    if (read.ok) return save(read.value)
    setBusy(false)
    setTrouble(`${chosen.name}: ${read.error}`)
  }

  return (
    <section aria-label="Save and share" className="max-w-2xl space-y-5">
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          save({ ...now(), name: name.trim() })
        }}
      >
        <label className="block min-w-0 flex-1">
          <span className="label">Name</span>
          <input
            className="field min-h-10 py-1"
            value={name}
            maxLength={80}
            required
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <button type="submit" className="button" disabled={isBusy || name.trim() === ''}>
          Save under this name
        </button>
      </form>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button" disabled={isBusy} onClick={share}>
          Copy a link
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={exportIt}>
          Export as SAM project
        </button>
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => file.current?.click()}
        >
          Import a SAM project
        </button>
        <input
          ref={file}
          type="file"
          accept=".zip,application/zip"
          className="hidden"
          aria-label="A zipped SAM project"
          onChange={({ target }) => {
            const [chosen] = target.files ?? []
            if (chosen) importIt(chosen)
            target.value = ''
          }}
        />
      </div>
      {link ? (
        <label className="block">
          <span className="label">The link</span>
          <input
            className="field min-h-9 py-1 font-mono text-sm"
            readOnly
            value={link}
            onFocus={({ target }) => target.select()}
          />
        </label>
      ) : null}
      <p role="status" className="min-h-6 text-sm text-muted">
        {isBusy ? 'One moment…' : said}
      </p>
      {trouble ? (
        <p role="alert" className="text-wrong">
          {trouble}
        </p>
      ) : null}
    </section>
  )
}
