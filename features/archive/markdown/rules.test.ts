import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OWN_KINDS } from '@/features/cards/own/schema'
import { notesOfMarkdown, writeMarkdown } from './rules'

test('is written by hand in few marks', () => {
  const text = `# My cards, and a line that is no card

Q: What is a cold start?
A: The first start of an environment.

It has **three** phases.

C: A function runs for at most {{c1::15}} minutes.
N: since 2018

<!-- card kind=typed tags=limits,http%20api id=x1 -->
Q: Default timeout?
A:
\`\`\`yaml
Q: not a mark in here
A: nor this
\`\`\`
`
  expect(notesOfMarkdown(text)).toEqual([
    expect.objectContaining({
      where: 'Line 3',
      kind: 'basic',
      front: 'What is a cold start?',
      back: 'The first start of an environment.\n\nIt has **three** phases.',
    }),
    expect.objectContaining({
      kind: 'cloze',
      front: 'A function runs for at most {{c1::15}} minutes.',
      extra: 'since 2018',
    }),
    expect.objectContaining({
      kind: 'typed',
      guid: 'x1',
      tags: ['limits', 'http api'],
      front: 'Default timeout?',
      back: '```yaml\nQ: not a mark in here\nA: nor this\n```',
    }),
  ])
})

const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'Q: x',
    'A:',
    'C: y',
    'N: z',
    '\\Q: x',
    '\\\\A: y',
    '```',
    '```js',
    '````',
    '~~~',
    '\\```',
    '<!-- card kind=basic tags= id= -->',
    '<!-- card',
    '---',
    '',
    '   ```',
  ),
)
const side = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) =>
  lines
    .join('\n')
    .replace(/\r\n?/g, '\n')
    .replace(/\uFEFF/g, '')
    .trim(),
)
const some = side.filter((text) => text !== '')

test('any notes come back as they were, marks and fences in them too', () => {
  const note = fc
    .record({
      guid: fc.stringMatching(/^[\p{L}\d ,=:._-]{1,12}$/u),
      kind: fc.constantFrom(...OWN_KINDS),
      front: some,
      back: some,
      extra: side,
      tags: fc.uniqueArray(fc.stringMatching(/^[\p{L}:_-]{1,8}$/u), { maxLength: 3 }),
    })
    .map((one) => (one.kind === 'cloze' ? { ...one, back: '' } : one))
  fc.assert(
    fc.property(fc.array(note, { minLength: 1, maxLength: 5 }), (notes) => {
      expect(
        notesOfMarkdown(writeMarkdown(notes)).map(({ guid, kind, front, back, extra, tags }) => ({
          ...{ guid, kind, front, back, extra, tags },
        })),
      ).toEqual(notes)
    }),
    { numRuns: 1_000 },
  )
})
