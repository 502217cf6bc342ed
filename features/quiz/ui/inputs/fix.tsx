'use client'
import type { ComponentType } from 'react'
import type { Chosen, SheetBody } from '../../schema'

type FixBody = Extract<SheetBody, { kind: 'fix' }>

/** A code editor, handed in by the page. */
export type CodeEditor = ComponentType<{
  name: string
  label: string
  value: string
  language: 'vtl' | 'json' | 'yaml'
  onChange(value: string): void
  className: string
}>

/** A configuration to be mended, and what it has to do then. */
export function Fix({
  sheetId,
  body,
  text,
  editor: Editor,
  sends = 'answers. The emulator tries it on the server.',
  onChoose,
}: {
  sheetId: string
  body: FixBody
  text: string
  editor: CodeEditor
  sends?: string | undefined
  onChoose(chosen: Chosen): void
}) {
  return (
    <div>
      <p className="label mb-1">What it has to do</p>
      <ul className="mb-4 list-disc pl-6">
        {body.asks.map((ask) => (
          <li key={ask}>{ask}</li>
        ))}
      </ul>
      <Editor
        name={sheetId}
        label="The configuration to mend"
        value={text}
        language={body.format === 'sam' ? 'yaml' : body.format}
        onChange={(changed) => onChoose({ kind: 'text', text: changed })}
        className="h-96 border border-rule"
      />
      <p className="mt-2 flex flex-wrap items-center justify-between gap-2 text-sm text-muted">
        <span>
          <kbd className="key">Ctrl + Enter</kbd> {sends}
        </span>
        {text === body.broken ? null : (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => onChoose({ kind: 'text', text: body.broken })}
          >
            Begin anew
          </button>
        )}
      </p>
    </div>
  )
}
