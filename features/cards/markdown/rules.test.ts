import { fromHtml } from 'hast-util-from-html'
import { expect, test } from 'vitest'
import type { Kit } from './kit/rules'
import { compileInline, compileMarkdown } from './rules'

const note = fromHtml('<aside class="erratum" id="err.a">Correction</aside>', { fragment: true })
const kit: Kit = {
  figures: {
    verified: '2026-11-01',
    sources: {},
    figures: { boil: { value: 90, unit: 's', text: '90 seconds', source: 'DOC' } },
  },
  quantities: new Map([['90 s', ['boil']]]),
  notes: new Map([['err.a', note.children[0] as NonNullable<ReturnType<Kit['notes']['get']>>]]),
  glossary: [{ id: 'dlq', term: 'Dead-letter queue', aka: ['DLQ'], definition: 'x', topic: 't' }],
  unread: new Set(),
  highlight: (code) => code.split('\n').map((text) => [{ text, kind: null }]),
  draw: () => '<svg width="8pt" height="8pt" viewBox="0 0 8 8"><g></g></svg>',
}
const compile = (text: string) => compileMarkdown('content/topics/a.md', text, kit)

test.each([
  ['a figure', 'It takes {=boil}.', '<p>It takes <data value="boil">90 seconds</data>.</p>'],
  ['an exemption', 'A {^90 s :: chat} break', '<p>A 90 s break</p>'],
  ['an anchor of a paragraph', 'It boils. {#a}', '<p id="a">It boils. </p>'],
  ['no mark inside code', '`{=boil}`', '<p><code>{=boil}</code></p>'],
  [
    'the first mention of a term',
    'A DLQ and a DLQ',
    '<a class="term" href="/glossary#dlq">DLQ</a> and a DLQ',
  ],
  ['no part of a word as a term', 'A subDLQ', '<p>A subDLQ</p>'],
  ['a heading with its anchor', '## Say it', '<h2 id="say-it">Say it</h2>'],
  [
    'links to elsewhere',
    '[x](https://example.com)',
    '<a href="https://example.com" rel="noopener">',
  ],
  ['code', '```text title="T"\na < b\n```', '<figcaption>T</figcaption>'],
])('%s is rendered', (_name, text, html) => {
  const { prose, problems } = compile(text)
  expect(prose.html).toContain(html)
  expect(problems).toEqual([])
})

test('cells of a table know their column, the first heads its row', () => {
  const { html } = compile('| Term | Says |\n| - | - |\n| Heat | hot {#a} |').prose
  expect(html).toContain('<th scope="col">Term</th>')
  expect(html).toContain('<tr id="a">')
  expect(html).toContain('<th scope="row">Heat</th>')
  expect(html).toContain('data-label="Says"')
})

test('the note of an erratum stands behind its block, once a page', () => {
  const { html, errata } = compile('One {!err.a}\n\nTwo {!err.a}').prose
  expect(errata).toEqual(['err.a'])
  expect(html.match(/<aside/g)).toHaveLength(1)
  expect(html.indexOf('<aside')).toBeGreaterThan(html.indexOf('One'))
  expect(html.indexOf('<aside')).toBeLessThan(html.indexOf('Two'))
})

test.each([
  ['a paragraph', 'One {#a}\n\nTwo', 'One '],
  ['an item', '- One {#a}\n- Two', 'One '],
  ['a row, its cells apart', '| A | B |\n| - | - |\n| 5 | 29 {#a} |', '5 29 '],
  [
    'a heading and its section',
    '## One {#a}\n\nTwo\n\n### Three\n\nFour\n\n## Five',
    'One  Two Three Four',
  ],
  ['a sample', '```python sample=s id=a\nx = 1\n```', 'x = 1'],
])('an item covers %s', (_name, text, covered) => {
  expect(compile(text).blocks).toMatchObject([{ id: 'a', text: covered }])
})

test('passages, contents and words are what search and readers need', () => {
  const { prose } = compile('Intro here.\n\n## One\n\nTwo `three`.\n\n### Four\n\nFive.')
  expect(prose.passages).toEqual([
    { anchor: '', title: '', text: 'Intro here.' },
    { anchor: 'one', title: 'One', text: 'Two three.' },
    { anchor: 'four', title: 'Four', text: 'Five.' },
  ])
  expect(prose.toc.map(({ id, depth }) => [id, depth])).toEqual([
    ['one', 2],
    ['four', 3],
  ])
  expect(prose.words).toBe(5)
})

test('a string of front matter loses its paragraph and keeps its line', () => {
  const { html, text, problems } = compileInline('a.md', 'In **90 s**, {=boil}', kit, 12)
  expect(html).toBe('In <strong>90 s</strong>, <data value="boil">90 seconds</data>')
  expect(text).toBe('In 90 s, 90 seconds')
  expect(problems).toMatchObject([
    { line: 12, message: expect.stringContaining('"90 s" is a figure') },
  ])
})
