import { describe, expect, test } from 'vitest'
import type { Content, Prose } from '../../schema'
import { definitionsOf, searchDocuments, textOf } from './rules'

const prose = (html: string): Prose => ({
  html,
  toc: [],
  passages: [],
  figures: [],
  errata: [],
  words: 0,
})
const content: Content = {
  topics: [
    {
      ...prose(
        `<p>Intro.</p><h2 id="words">Words <a class="mark" href="#e">†</a></h2>
        <div class="table"><table><tbody><tr id="guide.1"><th>Handler</th><td>Entry &amp; exit</td></tr>
        <tr><th>Plain</th><td>row</td></tr></tbody></table></div>
        <aside class="erratum" id="e"><p>Wrong</p></aside>
        <figure class="code"><pre><code>print()</code></pre></figure><p>After .NET .</p>`,
      ),
      slug: 'basics',
      title: 'Basics',
      summary: 'The start.',
      order: 1,
      prerequisites: [],
      cardIds: [],
    },
  ],
  questions: [
    {
      ...prose(`<h2 id="model-answer">Model answer <span id="qa.1"></span></h2><p>So.</p>`),
      slug: 'why',
      title: 'Why?',
      summary: 'Because.',
      level: 'mid',
      order: 1,
      item: 'qa.1',
      topics: ['basics'],
      cardIds: [],
      keyPoints: ['A <code>point</code>'],
      followUps: [{ ask: 'And then?', answer: 'Then this.' }],
      wrongTurns: [],
    },
  ],
  paths: [
    {
      ...prose('<p>Build it.</p>'),
      slug: 'route',
      title: 'Route',
      summary: 'A way.',
      order: 1,
      item: 'qa.topic',
      steps: [{ topic: 'basics', why: 'First.' }],
    },
  ],
  labCards: [],
  cards: [
    {
      id: 'basics.one',
      topic: 'basics',
      kind: 'basic',
      group: 'x',
      frontHtml: '',
      backHtml: '',
      noteHtml: null,
      frontText: 'Front?',
      backText: 'Back.',
      href: '/topics/basics',
      teaches: 'words',
      hash: 'x',
    },
  ],
  glossary: [
    {
      id: 'dlq',
      term: 'DLQ',
      aka: ['dead letter'],
      definition: '',
      html: 'A &lt;q&gt;.',
      topic: 'basics',
    },
  ],
  figures: { verified: '2026-01-01', sources: {}, figures: {} },
  errata: [
    {
      id: 'err.e',
      about: ['guide.1'],
      verdict: 'wrong',
      since: null,
      source: { title: 'Docs', url: 'https://docs.aws.amazon.com/' },
      claimHtml: 'It is <b>so</b>',
      nowHtml: 'It is not.',
      sayHtml: '',
      places: ['/topics/basics#e'],
    },
  ],
  samples: [],
  items: [
    {
      id: 'guide.1',
      seed: 's',
      section: '1',
      kind: 'concept',
      title: 'Handler',
      facts: [],
      places: ['/topics/basics#guide.1'],
    },
    { id: 'qa.1', seed: 's', section: '1', kind: 'question', title: 'Why', facts: [], places: [] },
  ],
}
const documents = searchDocuments(content)
const at = (href: string) => documents.filter((document) => document.href === href)

describe('everything that can be found', () => {
  test.each([
    ['a topic', '/topics/basics', { kind: 'topic', title: 'Basics', text: 'The start. Intro.' }],
    [
      'a section, without code, corrections and rows of their own',
      '/topics/basics#words',
      { kind: 'topic', title: 'Words', text: 'Plain: row · After .NET.', place: 'Basics' },
    ],
    [
      'a row with an id',
      '/topics/basics#guide.1',
      { kind: 'topic', title: 'Handler', text: 'Entry & exit', place: 'Basics' },
    ],
    ['a question', '/questions/why', { title: 'Why?', text: 'Because. A point. So.' }],
    [
      'a follow-up question',
      '/questions/why#follow-ups',
      { kind: 'question', title: 'And then?', text: 'Then this.', place: 'Why?' },
    ],
    ['a path', '/paths/route', { kind: 'path', title: 'Route', text: 'A way. First. Build it.' }],
    [
      'a card',
      '/topics/basics/cards#basics.one',
      { kind: 'card', title: 'Front?', text: 'Back.', place: 'Basics' },
    ],
    ['a term', '/glossary#dlq', { kind: 'glossary', title: 'DLQ', also: ['dead letter'] }],
    [
      'a correction',
      '/topics/basics#e',
      { kind: 'correction', title: 'It is so', text: 'It is not.', place: 'Basics' },
    ],
  ])('%s', (_, href, expected) => {
    expect(at(href)).toMatchObject([expected])
  })

  test('a question that carries its item is found once', () => {
    expect(documents.filter(({ kind }) => kind === 'question')).toHaveLength(2)
  })
})

test('a definition is text', () => {
  expect(definitionsOf(content)).toEqual({ dlq: ['DLQ', 'A <q>.'] })
})

test('text of HTML keeps cells apart', () => {
  expect(textOf('<p>one</p><p>two , three</p>')).toBe('one two, three')
})
