'use client'
import { Editor } from '../editor/editor'

/** The text of a WebSocket message. */
export function FrameEditor({
  name,
  frame,
  onChange,
}: {
  name: string
  frame: string
  onChange(frame: string): void
}) {
  return (
    <>
      <Editor
        name={`frame/${name}`}
        label="Message; Escape, then Tab, leaves the editor"
        value={frame}
        language="json"
        onChange={onChange}
        className="h-48 overflow-hidden rounded-md border border-rule"
      />
      <p className="pt-2 text-sm text-muted">
        Its action chooses the route; without a match it goes to $default.
      </p>
    </>
  )
}
