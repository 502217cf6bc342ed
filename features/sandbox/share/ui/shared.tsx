'use client'
import { useEffect, useState } from 'react'
import type { Figures } from '@/emulator'
import { lineOf, sourceOf } from '../../bench/rules'
import { saveNew } from '../../saved/ui/save-new'
import type { Scenario } from '../../schema'
import { ResultPane } from '../../ui/bench/result-pane'
import { useWorld } from '../../ui/bench/use-world'
import { JsonBlock } from '../../ui/microscope/json-block'
import { readFragment } from '../rules'

type Read = ReturnType<typeof readFragment>

function Text({ title, text }: { title: string; text: string }) {
  return (
    <div className="min-w-0">
      <h2 className="pb-1 font-mono text-sm">{title}</h2>
      <pre tabIndex={0} className="max-h-96 overflow-auto rounded-md bg-sunk p-3 text-sm">
        {text}
      </pre>
    </div>
  )
}

function Preview({
  scenario,
  isLearner,
  figures,
}: {
  scenario: Scenario
  isLearner: boolean
  figures: Figures
}) {
  const world = useWorld(figures)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const files = Object.entries(sourceOf(scenario)?.files ?? {})
  async function keep() {
    setBusy(true)
    const outcome = await saveNew(scenario, isLearner)
    if (outcome.ok) location.assign(`/sandbox?scenario=${outcome.value.id}`)
    else {
      setTrouble(outcome.error)
      setBusy(false)
    }
  }
  return (
    <div className="space-y-6">
      <p className="max-w-prose">
        Somebody sent you <strong>{scenario.name}</strong>. It can only be read here; read it before
        you run it. Its code runs in this browser, shut off from your data.
      </p>
      <p className="flex flex-wrap gap-2">
        <button type="button" className="button button-primary" disabled={isBusy} onClick={keep}>
          Make it mine
        </button>
        {world.isRunning ? (
          <button type="button" className="button" onClick={world.stop}>
            Stop
          </button>
        ) : null}
      </p>
      {trouble ? (
        <p role="alert" className="text-wrong">
          {trouble}
        </p>
      ) : null}
      <div className="grid gap-6 md:grid-cols-2">
        {files.map(([file, text]) => (
          <Text key={file} title={file} text={text} />
        ))}
        {scenario.api.kind === 'sam' ? (
          <Text title="template.yaml" text={scenario.api.text} />
        ) : (
          <Text title="The API" text={JSON.stringify(scenario.api.api, null, 2)} />
        )}
      </div>
      <section aria-label="What is sent" className="space-y-3">
        <h2 className="text-lg">What is sent</h2>
        {scenario.sends.map((send, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sends have no id and do not move
          <div key={index} className="space-y-1">
            <p className="flex flex-wrap items-center gap-3">
              <code className="min-w-0 break-all">{lineOf(send).slice(0, 200)}</code>
              <button
                type="button"
                className="button min-h-8 text-sm"
                disabled={world.isRunning}
                onClick={() => world.run(scenario, send, lineOf(send))}
              >
                Run this
              </button>
            </p>
            <JsonBlock title="" value={send.step as never} />
          </div>
        ))}
      </section>
      <p role="status" className="text-sm text-muted">
        {world.isRunning ? (world.starting?.text ?? 'Running…') : ''}
      </p>
      {world.fault ? (
        <p role="alert" className="text-wrong">
          {world.fault.message}
        </p>
      ) : null}
      {world.entries.length > 0 ? <ResultPane entries={world.entries} figures={figures} /> : null}
    </div>
  )
}

/** A scenario out of the address: read-only, and nothing of it runs before it is told to. */
export function Shared({ isLearner, figures }: { isLearner: boolean; figures: Figures }) {
  const [read, setRead] = useState<Read | null>(null)
  useEffect(() => {
    const look = () => setRead(readFragment(location.hash))
    look()
    addEventListener('hashchange', look)
    return () => removeEventListener('hashchange', look)
  }, [])
  if (!read) return <p className="text-muted">Reading the link…</p>
  if (!read.ok)
    return (
      <p role="alert" className="max-w-prose">
        {read.error} <a href="/sandbox">Open a bench of your own</a> instead.
      </p>
    )
  return <Preview scenario={read.value} isLearner={isLearner} figures={figures} />
}
