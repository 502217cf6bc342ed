'use client'
import { useMemo, useState } from 'react'
import { Views } from '@/components/views'
import type { Json } from '@/emulator'
import {
  formOf,
  type Leaf,
  readEventText,
  titleOfKind,
  typedValue,
  withLeaf,
} from '../../events/rules'
import { Editor } from '../editor/editor'

function LeafField({ leaf, onChange }: { leaf: Leaf; onChange(text: string): void }) {
  const text = leaf.value === null ? '' : String(leaf.value)
  return (
    <label className="block">
      <span className="label font-mono font-normal break-all">{leaf.path}</span>
      <textarea
        className="field field-sizing-content min-h-9 py-1 font-mono text-sm"
        rows={1}
        spellCheck={false}
        placeholder={leaf.value === null ? 'null' : ''}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  )
}

/** An event for the function, as JSON and as a form of its values. */
export function EventEditor({
  name,
  event,
  onChange,
  onFault,
}: {
  name: string
  event: Json
  onChange(event: Json): void
  onFault(isWrong: boolean): void
}) {
  // The text as typed; null while the event itself says it all.
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? JSON.stringify(event, null, 2)
  const read = useMemo(() => readEventText(text), [text])
  const kind = read.ok ? read.kind : null
  const form = read.ok ? formOf(kind, read.event) : null

  function write(next: string) {
    setTyped(next)
    const now = readEventText(next)
    onFault(!now.ok)
    if (now.ok) onChange(now.event)
  }
  function change(leaf: Leaf, value: string) {
    if (!read.ok) return
    const next = withLeaf(read.event, leaf.path, typedValue(leaf.value, value))
    setTyped(null)
    onFault(false)
    onChange(next)
  }

  return (
    <Views
      label="How the event is shown"
      note={kind ? titleOfKind(kind) : read.ok ? 'An event of your own' : 'Not valid yet'}
      views={{
        JSON: (
          <>
            <Editor
              name={`event/${name}`}
              label="Event; Escape, then Tab, leaves the editor"
              value={text}
              language="json"
              onChange={write}
              faults={read.ok ? undefined : [read.fault]}
              className="h-80 overflow-hidden rounded-md border border-rule"
            />
            {read.ok ? null : (
              <p className="pt-2 text-sm text-wrong" role="alert">
                Line {read.fault.line}, column {read.fault.column}: {read.fault.message}
              </p>
            )}
          </>
        ),
        Form: form ? (
          <div className="max-h-96 space-y-2 overflow-y-auto pr-1">
            {form.first.map((leaf) => (
              <LeafField key={leaf.path} leaf={leaf} onChange={(value) => change(leaf, value)} />
            ))}
            {form.rest.length > 0 ? (
              <details>
                <summary className="py-1 text-sm text-muted">
                  {form.rest.length} more values
                </summary>
                <div className="space-y-2 pt-2">
                  {form.rest.map((leaf) => (
                    <LeafField
                      key={leaf.path}
                      leaf={leaf}
                      onChange={(value) => change(leaf, value)}
                    />
                  ))}
                </div>
              </details>
            ) : null}
          </div>
        ) : (
          <p className="text-muted">Mend the JSON first; the form shows its values.</p>
        ),
      }}
    />
  )
}
