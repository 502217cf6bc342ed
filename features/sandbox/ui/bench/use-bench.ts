import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FunctionSpec, HttpRequest } from '@/emulator'
import { type ApiChoice, apiFor, choiceOf, firstTemplate, movedTo, stageOf } from '../../apis/rules'
import {
  firstFunction,
  type Language,
  mainFunctionOf,
  withFile,
  withFunction,
  withSend,
} from '../../bench/rules'
import type { Draft } from '../../bench/schema'
import type { Scenario, Send } from '../../schema'
import { forgetOlder, keepDraft, keptDraft } from './draft'

const KEEP_AFTER_MS = 400

const UPGRADE: HttpRequest = {
  method: 'GET',
  path: '/prod',
  headers: { Upgrade: 'websocket', Connection: 'Upgrade' },
}
const SOCKET_SENDS: Send[] = [
  { name: 'Connect', step: { request: UPGRADE } },
  { name: 'Message', step: { frame: '{"action":"sendMessage","text":"hello"}' } },
  { name: 'Disconnect', step: { disconnect: '' } },
]

/** The API of a scenario as one of those that are offered; null for one designed by hand. */
export const choiceOfScenario = ({ api }: Scenario): ApiChoice | null =>
  api.kind === 'sam' ? 'sam' : choiceOf(api.api)

/** The stage in front of paths; a template says its own, and is not read for this. */
const stageOfScenario = ({ api }: Scenario): string | null =>
  api.kind === 'data' ? stageOf(api.api) : null

function behind(scenario: Scenario, choice: ApiChoice): Scenario {
  const name = mainFunctionOf(scenario)
  const spec = scenario.functions[name] ?? firstFunction('javascript')
  const before = stageOfScenario(scenario)
  const wasSocket = choiceOfScenario(scenario) === 'websocket'
  const api: Scenario['api'] =
    choice === 'sam'
      ? { kind: 'sam', text: firstTemplate(name, spec.handler ?? '', spec.runtime ?? '') }
      : { kind: 'data', api: apiFor(choice, name) }
  const next = { ...scenario, api }
  if (choice === 'websocket') return { ...next, sends: SOCKET_SENDS }
  if (wasSocket) {
    const request = { method: 'GET', path: '/hello?name=Ada', headers: {} }
    return withStage({ ...next, sends: [{ name: 'Request', step: { request } }] }, null)
  }
  return withStage(next, before)
}

/** Requests follow their API: the stage in front of the path is the new one's. */
function withStage(scenario: Scenario, before: string | null): Scenario {
  const after = stageOfScenario(scenario)
  return {
    ...scenario,
    sends: scenario.sends.map((send) =>
      'request' in send.step
        ? { ...send, step: { ...send.step, request: movedTo(send.step.request, before, after) } }
        : send,
    ),
  }
}

const chosenOf = ({ chosen, scenario }: Draft) =>
  Math.min(chosen, Math.max(0, scenario.sends.length - 1))

const firstDraft = (scenario: Scenario): Draft => ({ format: 1, scenario, chosen: 0, kept: {} })

/** The bench as it is being edited: one scenario, what of it is open, and what the browser keeps. */
export function useBench(source: string, start: Scenario) {
  const [draft, setDraft] = useState(() => firstDraft(start))
  const [isRestored, setRestored] = useState(false)
  const touched = useRef(false)
  // What was typed a moment ago counts, drawn or not.
  const latest = useRef(draft)
  const put = useCallback((next: Draft) => {
    latest.current = next
    setDraft(next)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is there
  useEffect(() => {
    forgetOlder(source)
    const kept = keptDraft(source)
    if (kept && !touched.current) {
      put(kept)
      setRestored(JSON.stringify(kept.scenario) !== JSON.stringify(start))
    }
  }, [source])

  useEffect(() => {
    if (!touched.current) return
    const timer = setTimeout(() => keepDraft(source, draft), KEEP_AFTER_MS)
    const keep = () => keepDraft(source, draft)
    addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', keep)
    }
  }, [draft, source])

  const change = useCallback(
    (by: (before: Draft) => Draft) => {
      touched.current = true
      put(by(latest.current))
    },
    [put],
  )
  const edit = useCallback(
    (by: (before: Scenario) => Scenario) =>
      change((before) => ({ ...before, scenario: by(before.scenario) })),
    [change],
  )

  // The same while nothing of it changes: what it is shown in is then not drawn anew.
  return useMemo(() => {
    const { scenario } = draft
    const chosen = chosenOf(draft)
    return {
      scenario,
      chosen,
      send: scenario.sends[chosen],
      /** The scenario and what to send as they are at this moment. */
      now: () => ({
        scenario: latest.current.scenario,
        send: latest.current.scenario.sends[chosenOf(latest.current)],
      }),
      isRestored,
      edit,
      setFile: (file: string, text: string) => edit((before) => withFile(before, file, text)),
      setFunction: (spec: Partial<FunctionSpec>) => edit((before) => withFunction(before, spec)),
      setSend: (send: Send) => edit((before) => withSend(before, chosen, send)),
      choose: (index: number) => change((before) => ({ ...before, chosen: index })),
      addSend: (send: Send) =>
        change((before) => ({
          ...before,
          scenario: { ...before.scenario, sends: [...before.scenario.sends, send] },
          chosen: before.scenario.sends.length,
        })),
      removeSend: () =>
        change((before) => ({
          ...before,
          scenario: {
            ...before.scenario,
            sends: before.scenario.sends.filter((_send, index) => index !== chosen),
          },
          chosen: Math.max(0, chosen - 1),
        })),
      setApi: (choice: ApiChoice) =>
        change((before) => ({ ...before, scenario: behind(before.scenario, choice), chosen: 0 })),
      setLanguage: (language: Language) =>
        change((before) => {
          const name = mainFunctionOf(before.scenario)
          const spec = before.scenario.functions[name]
          const left = spec?.code.kind === 'source' ? spec.code.language : null
          const kept = left && spec ? { ...before.kept, [left]: spec } : before.kept
          const next = kept[language] ?? firstFunction(language)
          return { ...before, kept, scenario: withFunction(before.scenario, next) }
        }),
      startOver() {
        touched.current = false
        keepDraft(source, null)
        setRestored(false)
        put(firstDraft(start))
      },
    }
  }, [draft, isRestored, source, start, change, edit, put])
}
export type Bench = ReturnType<typeof useBench>
