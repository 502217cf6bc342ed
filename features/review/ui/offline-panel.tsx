'use client'
import { useEffect, useState } from 'react'
import { onLeaving } from '@/components/leaving'
import { KeepAll } from '@/components/offline/keep-all'
import type { Outbox } from '../offline/outbox'
import { syncText } from '../offline/rules'
import type { Entry } from '../offline/schema'
import { GRADE_NAMES } from '../schema'
import { clock, useSync } from './use-sync'

/** Hands what waits to its learner as a file. */
async function download(outbox: Outbox): Promise<void> {
  const text = JSON.stringify(await outbox.entries(), null, 2)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = 'coldstart-unsent-answers.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}

function Refused({ outbox, count }: { outbox: Outbox; count: number }) {
  const [entries, setEntries] = useState<Entry[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number is another list
  useEffect(() => {
    outbox.entries().then((all) => setEntries(all.filter(({ refused }) => refused !== null)))
  }, [outbox, count])
  return (
    <>
      <ul className="mt-3 divide-y divide-rule border-y border-rule text-sm">
        {entries.map(({ seq, waiting, refused }) => (
          <li key={seq} className="py-2">
            {waiting.kind === 'answer'
              ? `${GRADE_NAMES[waiting.answer.grade]} on ${waiting.answer.cardId}. `
              : 'An answer taken back. '}
            {refused}
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button button-quiet mt-2 -ml-2"
        onClick={() => outbox.discard()}
      >
        Give these up
      </button>
    </>
  )
}

/** Where the answers of this browser are, and the way to send or keep them. */
function Answers({ learner }: { learner: string }) {
  const sync = useSync(learner)
  useEffect(
    () =>
      onLeaving(async () => {
        const unsent = (await sync?.outbox.entries())?.filter(({ saved }) => !saved).length ?? 0
        return unsent === 0
          ? null
          : `${unsent} of your answers ${unsent === 1 ? 'is' : 'are'} only in this browser. They stay here and are sent when you sign in again; nobody else can send them.`
      }),
    [sync],
  )
  if (!sync) return <p className="min-h-6" />
  const { state, outbox } = sync
  const unsent = state.waiting + state.refused.count
  return (
    <>
      <p role="status">
        {unsent === 0 ? 'The server has all your answers.' : syncText(state, clock)}
      </p>
      {unsent > 0 ? (
        <p className="mt-3 flex flex-wrap gap-2">
          <button type="button" className="button" onClick={() => outbox.retry()}>
            Try now
          </button>
          <button type="button" className="button button-quiet" onClick={() => download(outbox)}>
            Keep them as a file
          </button>
        </p>
      ) : null}
      {state.refused.count > 0 ? <Refused outbox={outbox} count={state.refused.count} /> : null}
    </>
  )
}

/** Settings, Offline: the answers, and the pages. */
export function OfflinePanel({ learner }: { learner: string | null }) {
  return (
    <>
      {learner ? <Answers learner={learner} /> : null}
      <KeepAll />
    </>
  )
}
