'use client'
import { useEffect, useMemo, useRef } from 'react'
import type { Chosen, SheetBody } from '../../schema'

/** A text with fields in it. They stand within its HTML, where a blank may be in the middle of a word of code. */
export function Cloze({
  body,
  blanks,
  onChoose,
}: {
  body: Extract<SheetBody, { kind: 'cloze' }>
  blanks: Record<string, string>
  onChoose(chosen: Chosen): void
}) {
  const { texts, names, code } = body
  const host = useRef<HTMLDivElement>(null)
  const html = useMemo(() => {
    const field = (place: number) =>
      `<input type="text" class="blank" data-blank="${place}" aria-label="Blank ${place + 1} of ${names.length}" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200" size="12">`
    const whole = texts
      .map((text, place) => (place < names.length ? text + field(place) : text))
      .join('')
    return code ? `<pre><code>${whole}</code></pre>` : whole
  }, [texts, names, code])
  // What was answered before, or in another tab, comes into the fields; what is typed is theirs.
  useEffect(() => {
    for (const field of host.current?.querySelectorAll<HTMLInputElement>('[data-blank]') ?? []) {
      const value = blanks[names[Number(field.dataset.blank)] ?? ''] ?? ''
      if (field.value === value) continue
      field.value = value
      field.size = Math.min(40, Math.max(12, value.length + 1))
    }
  }, [blanks, names])
  return (
    <div
      ref={host}
      className="prose cloze"
      onInput={({ target }) => {
        if (!(target instanceof HTMLInputElement)) return
        const name = names[Number(target.dataset.blank)]
        if (name === undefined) return
        target.size = Math.min(40, Math.max(12, target.value.length + 1))
        onChoose({ kind: 'blanks', blanks: { ...blanks, [name]: target.value } })
      }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
