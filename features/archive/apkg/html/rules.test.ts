import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { htmlToMarkdown, markdownToHtml } from './rules'

const address = (name: string) =>
  name === 'a b.png' ? 'media:x.png' : name === 's.mp3' ? 'media:s.mp3' : null

describe('HTML of a field becomes Markdown', () => {
  test.each([
    ['plain text', 'plain text'],
    ['a_b * c', 'a_b \\* c'],
    ['<b>bold</b> and <code>x &lt; y</code>', '**bold** and `x < y`'],
    ['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
    ['one<div>two</div><div>three</div>', 'one\n\ntwo\n\nthree'],
    ['{{c1::<b>x</b>::hint}}', '{{c1::**x**::hint}}'],
    ['<img src="a%20b.png" alt="map">', '![map](media:x.png)'],
    ['<img src="https://e.x/p.png">', '[picture](https://e.x/p.png)'],
    ['hear [sound:s.mp3]', 'hear ![s.mp3](media:s.mp3)'],
    ['gone [sound:none.mp3]', 'gone'],
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<a href="//e.x">x</a>', 'x'],
    ['<script>alert(1)</script><style>p{}</style>ok', 'ok'],
    ['<p onclick="x()">ok</p>', 'ok'],
    ['<table><tr><th>a</th></tr><tr><td>b</td></tr></table>', '| a |\n| - |\n| b |'],
    ['<pre>x\n  y</pre>', '```\nx\n  y\n```'],
    ['&nbsp;', ''],
  ])('%j', (html, markdown) => {
    expect(htmlToMarkdown(html, address)).toBe(markdown)
  })

  test('whatever it is, nothing that runs is left', () => {
    const part = fc.constantFrom(
      ...[
        '<script>',
        '</script>',
        '<svg onload=x>',
        '<img src=x onerror=y>',
        '<a href="javascript:x">',
      ],
      ...[
        '<iframe srcdoc="<script>">',
        '</',
        '>',
        '"',
        "'",
        'text',
        '<b>',
        '<math><mi//xlink:href="data:x">',
        '\u0000',
      ],
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const markdown = htmlToMarkdown(parts.join(''), address) ?? ''
        const back = markdownToHtml(markdown, () => null)
        expect(back).not.toMatch(/<script|<iframe|<svg|\son\w+=|href="(?!https?:|mailto:)/i)
      }),
      { numRuns: 300 },
    )
  })
})

test('Markdown for Anki: sounds and pictures by their names, raw HTML left out', () => {
  const name = (media: string) => (media.startsWith('media:') ? media.slice(6) : null)
  expect(markdownToHtml('**a** ![m](media:x.png) ![s](media:s.mp3)', name)).toBe(
    '<strong>a</strong> <img src="x.png" alt="m"> [sound:s.mp3]',
  )
  expect(markdownToHtml('a <script>alert(1)</script>', name)).toBe('a alert(1)')
})
