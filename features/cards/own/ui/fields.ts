import * as z from 'zod/mini'
import { readTags } from '../rules'
import { contentSchema, type NoteContent, type OwnKind } from '../schema'
import type { Fields } from './kept'

/** What each kind is called, what it does, and what its two texts are. */
export const KINDS: Record<OwnKind, { name: string; does: string; front: string; back: string }> = {
  basic: { name: 'Basic', does: 'A question and its answer.', front: 'Front', back: 'Back' },
  reverse: {
    name: 'Both ways',
    does: 'Two cards: front to back, and back to front.',
    front: 'Front',
    back: 'Back',
  },
  cloze: {
    name: 'Cloze',
    does: 'A text with gaps: {{c1::what is hidden::a hint}}. One card for each number.',
    front: 'Text',
    back: '',
  },
  typed: {
    name: 'Typed',
    does: 'You type the answer, and see letter by letter how it differs.',
    front: 'Front',
    back: 'Answer to type',
  },
}

const NAMES: Record<string, string> = {
  front: 'Front',
  back: 'Back',
  extra: 'Below the answer',
  tags: 'Tags',
  sourceHref: 'Source',
}

/** The fields of a note. */
export const fieldsOf = (content: NoteContent): Fields => ({
  kind: content.kind,
  front: content.front,
  back: content.back,
  extra: content.extra,
  tags: content.tags.join(' '),
  source: content.sourceHref ?? '',
})

/** What is in the fields as the server takes it, or what is wrong with it. */
export function contentOf(
  fields: Fields,
): { ok: true; content: NoteContent } | { ok: false; error: string } {
  const parsed = z.safeParse(contentSchema, {
    kind: fields.kind,
    front: fields.front,
    back: fields.kind === 'cloze' ? '' : fields.back,
    extra: fields.extra,
    tags: readTags(fields.tags),
    sourceHref: fields.source.trim() || null,
  })
  if (parsed.success) return { ok: true, content: parsed.data }
  const [issue] = parsed.error.issues
  const name = NAMES[String(issue?.path[0])] ?? 'The card'
  const said =
    name === 'Source' ? 'write a link as https://…, or a page as /topics/…' : issue?.message
  return { ok: false, error: `${name}: ${said}.` }
}
