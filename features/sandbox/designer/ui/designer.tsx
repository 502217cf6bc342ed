'use client'
import { useMemo, useState } from 'react'
import { Views } from '@/components/views'
import type { Figures } from '@/emulator'
import { mainFunctionOf } from '../../bench/rules'
import { partsOf, type TemplateFault } from '../../rules'
import type { Scenario } from '../../schema'
import { Editor } from '../../ui/editor/editor'
import { problemsOf, templateOf, withApi, withTemplateText } from '../rules'
import { ApiForm } from './api-form'

type Edit = (by: (before: Scenario) => Scenario) => void

function Template({ scenario, edit }: { scenario: Scenario; edit: Edit }) {
  const [text, setText] = useState(() => templateOf(scenario))
  const [fault, setFault] = useState<TemplateFault | null>(null)
  function type(next: string) {
    setText(next)
    const read = withTemplateText(scenario, next)
    setFault(read.ok ? null : read.fault)
    if (read.ok)
      edit((before) => ({ ...before, api: read.value.api, functions: read.value.functions }))
  }
  return (
    <div>
      <Editor
        name="designer"
        label="The API as SAM YAML; Escape, then Tab, leaves the editor"
        value={text}
        language="yaml"
        onChange={type}
        faults={fault ? [fault] : undefined}
        className="h-[28rem] overflow-hidden rounded-md border border-rule"
      />
      <p
        role={fault ? 'alert' : 'status'}
        className={`pt-2 text-sm ${fault ? 'text-wrong' : 'text-muted'}`}
      >
        {fault
          ? `Line ${fault.line}, column ${fault.column}: ${fault.message} The API stays as it was until this is mended.`
          : 'The form and the bench follow what stands here.'}
      </p>
    </div>
  )
}

/** The API of the scenario on the bench, as a form and as SAM YAML, in step with each other. */
export function Designer({
  scenario,
  edit,
  figures,
}: {
  scenario: Scenario
  edit: Edit
  figures: Figures
}) {
  const read = useMemo(() => partsOf(scenario), [scenario])
  const problems = useMemo(
    () => (read.ok ? problemsOf(read.value.api, read.value.functions, figures) : []),
    [read, figures],
  )
  return (
    <section aria-label="API designer" className="space-y-4">
      {problems.length > 0 ? (
        <div role="alert" className="text-sm text-wrong">
          <p>The API cannot be run as it stands:</p>
          <ul className="list-disc pl-5">
            {problems.slice(0, 10).map(({ at, expected }) => (
              <li key={at + expected}>
                <code>{at}</code>: expected {expected}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <Views
        label="How the API is shown"
        views={{
          Form: read.ok ? (
            <ApiForm
              api={read.value.api}
              problems={problems}
              name={mainFunctionOf({ ...scenario, functions: read.value.functions })}
              onChange={(api) => edit((before) => withApi(before, api))}
            />
          ) : (
            <p className="text-wrong">
              The template cannot be read: line {read.fault.line}, {read.fault.message} Mend it as
              SAM YAML.
            </p>
          ),
          'SAM YAML': <Template scenario={scenario} edit={edit} />,
        }}
      />
    </section>
  )
}
