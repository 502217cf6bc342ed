'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'
import { enterAsGuest, knownLearner } from '@/lib/auth-client'
import type { Outcome } from '@/lib/outcome'
import type { Choices, ImportReport, Preview } from '../plan/schema'
import { MOST_BYTES, type TableOptions } from '../schema'
import { type Progress, transfer } from './transfer'

const ROUTE = '/api/v1/archive/imports'
const MIB = 1024 * 1024

/** Where an import stands. */
export type Stage =
  | { at: 'choose'; problem: string | null }
  | { at: 'busy'; name: string; progress: Progress }
  | { at: 'preview'; preview: Preview; problem: string | null; rereading: boolean }
  | { at: 'done'; id: string; name: string; report: ImportReport }

export interface Importing {
  stage: Stage
  send(file: File): void
  /** Reads the table once more, with its columns as they are named now. */
  reread(table: TableOptions): void
  take(choices: Choices): void
  cancel(): void
  again(): void
}

/** A preview as it stands, with what went wrong last. */
const shown = (preview: Preview, problem: string | null = null): Stage => ({
  at: 'preview',
  preview,
  problem,
  rereading: false,
})

const START: Stage = { at: 'choose', problem: null }

/** A file on its way in: sent, read, previewed, taken in; cancelled at any time before that. */
export function useImport(signedIn: boolean): Importing {
  const router = useRouter()
  const [stage, setStage] = useState<Stage>(START)
  const running = useRef<AbortController | null>(null)

  const run = useCallback(
    async <T>(name: string, url: string, body: Blob | string): Promise<Outcome<T>> => {
      const controller = new AbortController()
      running.current = controller
      const tell = (progress: Progress) => {
        if (!controller.signal.aborted) setStage({ at: 'busy', name, progress })
      }
      tell({ step: 'send', done: 0, of: 0 })
      const outcome = await transfer<T>(url, body, tell, controller.signal)
      running.current = null
      return outcome
    },
    [],
  )

  const send = useCallback(
    async (file: File) => {
      if (file.size > MOST_BYTES) {
        const problem = `${file.name} is larger than ${MOST_BYTES / MIB} MB, which is the most. Export fewer decks at once, or leave out media.`
        return setStage({ at: 'choose', problem })
      }
      // Whoever brings cards before the first review becomes a guest, as by a first review.
      const trouble = signedIn || knownLearner() !== null ? null : await enterAsGuest()
      if (trouble) return setStage({ at: 'choose', problem: trouble })
      const url = `${ROUTE}?name=${encodeURIComponent(file.name.slice(-200))}`
      const outcome = await run<Preview>(file.name, url, file)
      setStage(outcome.ok ? shown(outcome.value) : { at: 'choose', problem: outcome.error })
    },
    [run, signedIn],
  )

  const previewed = stage.at === 'preview' ? stage.preview : null
  const reread = useCallback(
    async (table: TableOptions) => {
      if (!previewed) return
      // What is shown stays, with the control that was used; the last choice counts.
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      setStage({ at: 'preview', preview: previewed, problem: null, rereading: true })
      const url = `${ROUTE}/${previewed.id}/preview`
      const body = JSON.stringify({ table })
      const outcome = await transfer<Preview>(url, body, () => {}, controller.signal)
      if (running.current !== controller) return
      running.current = null
      setStage(outcome.ok ? shown(outcome.value) : shown(previewed, outcome.error))
    },
    [previewed],
  )

  const take = useCallback(
    async (choices: Choices) => {
      if (!previewed) return
      const { id, name } = previewed
      const outcome = await run<ImportReport>(name, `${ROUTE}/${id}`, JSON.stringify(choices))
      if (outcome.ok) {
        setStage({ at: 'done', id, name, report: outcome.value })
        router.refresh()
      } else setStage(shown(previewed, outcome.error))
    },
    [previewed, router, run],
  )

  const cancel = useCallback(() => {
    running.current?.abort()
    if (previewed) {
      fetch(`${ROUTE}/${previewed.id}`, { method: 'DELETE', body: '{}' }).catch(() => null)
      setStage(START)
    }
  }, [previewed])

  return { stage, send, reread, take, cancel, again: useCallback(() => setStage(START), []) }
}
