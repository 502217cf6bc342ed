'use client'
import { memo, useEffect, useMemo, useState } from 'react'
import type { FunctionSpec, Json } from '@/emulator'
import { templatesOf, withTemplate } from '../../apis/rules'
import { LANGUAGES, type Language, mainFunctionOf, sourceOf } from '../../bench/rules'
import type { Scenario } from '../../schema'
import type { ErrorPlace } from '../../trouble/rules'
import { Editor } from '../editor/editor'
import type { EditorFault, EditorLanguage } from '../editor/mount'
import { FileTools } from './file-tools'
import { FunctionSettings } from './function-settings'
import type { Bench } from './use-bench'

/** A text that can be edited: a file of the function, or one of the API. */
interface Sheet {
  name: string
  language: EditorLanguage
  text: string
  write(text: string): void
}

const NO_FAULTS: readonly EditorFault[] = []

const BY_ENDING: Record<string, EditorLanguage> = {
  py: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  ts: 'typescript',
  json: 'json',
  yaml: 'yaml',
  vtl: 'vtl',
}

const languageOfFile = (name: string): EditorLanguage =>
  BY_ENDING[name.slice(name.lastIndexOf('.') + 1)] ?? 'text'

function sheetsOf(bench: Bench): Sheet[] {
  const { api } = bench.scenario
  const files = Object.entries(sourceOf(bench.scenario)?.files ?? {}).map(
    ([name, text]): Sheet => ({
      name,
      text,
      language: languageOfFile(name),
      write: (typed) => bench.setFile(name, typed),
    }),
  )
  if (api.kind === 'sam')
    files.push({
      name: 'template.yaml',
      language: 'yaml',
      text: api.text,
      write: (text) => bench.edit((before) => ({ ...before, api: { ...api, text } })),
    })
  const templates = api.kind === 'data' ? templatesOf(api.api) : null
  if (api.kind === 'data' && templates)
    for (const which of ['request', 'response'] as const)
      files.push({
        name: `${which}.vtl`,
        language: 'vtl',
        text: templates[which],
        write: (text) =>
          bench.edit((before) => ({
            ...before,
            api: { kind: 'data', api: withTemplate(api.api, which, text) },
          })),
      })
  return files
}

/** What the emulator's reader says of the template; the reader is loaded where there is one. */
function useTemplateFaults(scenario: Scenario): readonly EditorFault[] {
  const [faults, setFaults] = useState<readonly EditorFault[]>([])
  useEffect(() => {
    let gone = false
    if (scenario.api.kind !== 'sam') return
    import('../../rules').then(({ partsOf }) => {
      const read = partsOf(scenario)
      if (!gone) setFaults(read.ok ? [] : [read.fault])
    })
    return () => {
      gone = true
    }
  }, [scenario])
  return faults
}

/** The handler: its language, its files, and how Lambda is configured to run it. */
export const CodePane = memo(function CodePane({
  bench,
  name,
  event,
  place,
}: {
  bench: Bench
  /** Tells one bench from another, so that no undo leads from one into the other. */
  name: string
  /** Whose names are offered while typing. */
  event: Json
  /** Where the last run failed. */
  place: ErrorPlace | null
}) {
  const [open, setOpen] = useState(0)
  const { scenario } = bench
  const source = sourceOf(scenario)
  const names = Object.keys(source?.files ?? {})
  const sheets = sheetsOf(bench)
  const sheet = sheets[Math.min(open, sheets.length - 1)]
  const spec: FunctionSpec | undefined = scenario.functions[mainFunctionOf(scenario)]
  const templateFaults = useTemplateFaults(scenario)
  const ownFaults = useMemo(() => (place ? [place] : NO_FAULTS), [place])
  const codeFaults = place?.file === sheet?.name ? ownFaults : NO_FAULTS
  const faults = sheet?.name === 'template.yaml' ? templateFaults : codeFaults
  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pb-2">
        <label className="flex items-center gap-2">
          <span className="label">Language</span>
          <select
            className="field min-h-9 w-auto py-1"
            value={source?.language ?? 'javascript'}
            onChange={({ target }) => {
              setOpen(0)
              bench.setLanguage(target.value as Language)
            }}
          >
            {Object.entries(LANGUAGES).map(([id, { title }]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <fieldset className="flex min-w-0 flex-1 flex-wrap gap-x-1">
          <legend className="sr-only">Files</legend>
          {sheets.map(({ name: file }, index) => (
            <button
              key={file}
              type="button"
              aria-pressed={sheet?.name === file}
              onClick={() => setOpen(index)}
              className="max-w-full truncate border-b-2 border-transparent px-2 py-1.5 font-mono text-sm text-muted hover:text-ink aria-pressed:border-accent aria-pressed:text-ink"
            >
              {file}
            </button>
          ))}
        </fieldset>
        {source ? (
          <FileTools
            key={`${name}/${source.language}`}
            bench={bench}
            file={sheet && names.includes(sheet.name) ? sheet.name : null}
            names={names}
            onOpen={setOpen}
          />
        ) : null}
      </div>
      {sheet ? (
        <Editor
          name={`${name}/${source?.language}/${sheet.name}`}
          label={`${sheet.name}; Escape, then Tab, leaves the editor`}
          value={sheet.text}
          language={sheet.language}
          onChange={sheet.write}
          event={event}
          faults={faults}
          className="h-80 flex-1 overflow-hidden rounded-md border border-rule lg:h-96"
        />
      ) : null}
      {faults[0] ? (
        <p className="pt-2 text-sm text-wrong" role="alert">
          Line {faults[0].line}: {faults[0].message}
        </p>
      ) : null}
      {spec ? <FunctionSettings spec={spec} onChange={bench.setFunction} /> : null}
    </div>
  )
})
