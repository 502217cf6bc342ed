'use client'
import type { Chosen, SheetBody } from '../../schema'
import { Choices, type Striking } from './choices'
import { Cloze } from './cloze'
import { type CodeEditor, Fix } from './fix'
import { Hotspot } from './hotspot'
import { Matching } from './matching'
import { Ordering } from './ordering'
import { Predict } from './predict'

/** Where an answer is given, by its kind. */
export function Input({
  sheetId,
  body,
  chosen,
  editor,
  striking = null,
  sends,
  onChoose,
}: {
  sheetId: string
  body: SheetBody
  chosen: Chosen
  editor: CodeEditor
  /** Where options can be struck out. */
  striking?: Striking | null
  /** What Ctrl Enter does in a configuration, where it does not answer. */
  sends?: string | undefined
  onChoose(chosen: Chosen): void
}) {
  if ('options' in body && chosen.kind === 'choice')
    return <Choices body={body} chosen={chosen.chosen} striking={striking} onChoose={onChoose} />
  if (body.kind === 'ordering' && chosen.kind === 'order')
    return <Ordering steps={body.steps} order={chosen.order} onChoose={onChoose} />
  if (body.kind === 'matching' && chosen.kind === 'pairs')
    return (
      <Matching lefts={body.lefts} rights={body.rights} pairs={chosen.pairs} onChoose={onChoose} />
    )
  if (body.kind === 'cloze' && chosen.kind === 'blanks')
    return <Cloze body={body} blanks={chosen.blanks} onChoose={onChoose} />
  if (body.kind === 'hotspot' && chosen.kind === 'spots')
    return <Hotspot body={body} spots={chosen.spots} onChoose={onChoose} />
  if (body.kind === 'predict' && chosen.kind === 'parts')
    return <Predict names={body.parts} parts={chosen.parts} onChoose={onChoose} />
  if (body.kind === 'fix' && chosen.kind === 'text')
    return (
      <Fix
        sheetId={sheetId}
        body={body}
        text={chosen.text}
        editor={editor}
        sends={sends}
        onChoose={onChoose}
      />
    )
  if (body.kind === 'numeric' && chosen.kind === 'number')
    return (
      <label className="flex flex-wrap items-center gap-3">
        <span className="label">Your answer</span>
        <input
          type="text"
          inputMode="decimal"
          className="field figures w-40"
          autoComplete="off"
          maxLength={60}
          value={chosen.text}
          onChange={({ target }) => onChoose({ kind: 'number', text: target.value })}
        />
        <span>{body.unit}</span>
      </label>
    )
  if (body.kind === 'open' && chosen.kind === 'text')
    return (
      <label className="block">
        <span className="label mb-1 block">Your answer, in a few sentences</span>
        <textarea
          className="field min-h-40 resize-y leading-normal"
          maxLength={20_000}
          value={chosen.text}
          onChange={({ target }) => onChoose({ kind: 'text', text: target.value })}
        />
      </label>
    )
  return null
}
