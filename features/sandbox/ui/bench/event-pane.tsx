'use client'
import { memo, useMemo, useState } from 'react'
import type { EventKindId } from '@/emulator'
import { API_CHOICES, type ApiChoice } from '../../apis/rules'
import { lineOf, mainFunctionOf } from '../../bench/rules'
import { EVENT_GROUPS, readEventText, sampleEvent, titleOfKind } from '../../events/rules'
import type { Send } from '../../schema'
import { EventEditor } from './event-editor'
import { FrameEditor } from './frame-editor'
import { RequestEditor } from './request-editor'
import { type Bench, choiceOfScenario } from './use-bench'

const API_KINDS: readonly (readonly [string, string])[] = [
  ['request', 'A request'],
  ['frame', 'A WebSocket message'],
  ['disconnect', 'Disconnect'],
]

function kindOfSend({ step }: Send): string {
  if ('invoke' in step) {
    const read = readEventText(JSON.stringify(step.event))
    return read.ok && read.kind ? read.kind : 'own'
  }
  return 'frame' in step ? 'frame' : 'disconnect' in step ? 'disconnect' : 'request'
}

function sendOf(kind: string, name: string, stage: string): Send {
  if (kind === 'request')
    return {
      name: 'Request',
      step: { request: { method: 'GET', path: `${stage}/hello?name=Ada`, headers: {} } },
    }
  if (kind === 'frame') return { name: 'Message', step: { frame: '{"action":"ping"}' } }
  if (kind === 'disconnect') return { name: 'Disconnect', step: { disconnect: '' } }
  if (kind === 'own') return { name: 'Own event', step: { invoke: name, event: {} } }
  const event = kind as EventKindId
  return { name: titleOfKind(event), step: { invoke: name, event: sampleEvent(event) } }
}

/** What is sent: through which API, or straight to the function as an event. */
export const EventPane = memo(function EventPane({
  bench,
  name,
  onFault,
}: {
  bench: Bench
  name: string
  /** Told whether the open event can be sent as it stands. */
  onFault(isWrong: boolean): void
}) {
  const { scenario, send, chosen } = bench
  const choice = choiceOfScenario(scenario)
  const [round, setRound] = useState(0)
  const stage = ['rest', 'rest-templates', 'websocket'].includes(choice ?? '') ? '/prod' : ''
  const kind = useMemo(() => (send ? kindOfSend(send) : 'request'), [send])
  const isSocket = choice === 'websocket'

  function pick(picked: string) {
    setRound(round + 1)
    onFault(false)
    const next = sendOf(picked, mainFunctionOf(scenario), stage)
    if (send) bench.setSend(next)
    else bench.addSend(next)
  }

  return (
    <div className="flex h-full flex-col">
      <div className="grid grid-cols-2 gap-x-4 pb-3">
        <label className="block">
          <span className="label">API</span>
          <select
            className="field min-h-9 py-1"
            value={choice ?? 'own'}
            onChange={({ target }) => {
              setRound(round + 1)
              onFault(false)
              bench.setApi(target.value as ApiChoice)
            }}
          >
            {choice === null ? <option value="own">An API of your own</option> : null}
            {Object.entries(API_CHOICES).map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label className="block">
          <span className="label">What arrives</span>
          <select
            className="field min-h-9 py-1"
            value={kind}
            onChange={({ target }) => pick(target.value)}
          >
            <optgroup label="Through the API">
              {API_KINDS.filter(([id]) => isSocket || id === 'request').map(([id, title]) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </optgroup>
            {EVENT_GROUPS.map(({ title, kinds }) => (
              <optgroup key={title} label={`Straight to the function: ${title.toLowerCase()}`}>
                {kinds.map((id) => (
                  <option key={id} value={id}>
                    {titleOfKind(id)}
                  </option>
                ))}
              </optgroup>
            ))}
            <optgroup label="Straight to the function: your own">
              <option value="own">An event of your own</option>
            </optgroup>
          </select>
        </label>
      </div>
      <div className="flex flex-wrap items-center gap-1 pb-2">
        <fieldset className="contents">
          <legend className="sr-only">Things to send</legend>
          {scenario.sends.map((one, index) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: sends have no id and do not move
              key={index}
              type="button"
              aria-pressed={index === chosen}
              title={lineOf(one)}
              onClick={() => {
                onFault(false)
                bench.choose(index)
              }}
              className="max-w-48 truncate border-b-2 border-transparent px-2 py-1.5 text-sm text-muted hover:text-ink aria-pressed:border-accent aria-pressed:text-ink"
            >
              {one.name || lineOf(one)}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="button button-quiet min-h-8 text-sm"
          onClick={() => bench.addSend(sendOf('request', mainFunctionOf(scenario), stage))}
        >
          Add
        </button>
        {scenario.sends.length > 1 ? (
          <button
            type="button"
            className="button button-quiet min-h-8 text-sm"
            onClick={bench.removeSend}
          >
            Remove
          </button>
        ) : null}
      </div>
      {send && 'request' in send.step ? (
        <RequestEditor
          key={`${name}/${chosen}/${round}`}
          request={send.step.request}
          onChange={(request) => bench.setSend({ ...send, step: { request } })}
          onFault={onFault}
        />
      ) : send && 'invoke' in send.step ? (
        <EventEditor
          key={`${name}/${chosen}/${round}`}
          name={`${name}/${chosen}/${round}`}
          event={send.step.event}
          onChange={(event) =>
            bench.setSend({ ...send, step: { invoke: mainFunctionOf(scenario), event } })
          }
          onFault={onFault}
        />
      ) : send && 'frame' in send.step ? (
        <FrameEditor
          name={`${name}/${chosen}`}
          frame={send.step.frame}
          onChange={(frame) => bench.setSend({ ...send, step: { frame } })}
        />
      ) : (
        <p className="text-muted">
          {send ? 'The client closes the connection.' : 'Nothing to send yet: press Add.'}
        </p>
      )}
    </div>
  )
})
