import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { compileOwn, isTooDeep } from './rules'

const plain = (code: string) => code.split('\n').map((text) => [{ text, kind: null }])
const html = (markdown: string) => compileOwn(markdown, plain).html
const SHA = 'a'.repeat(64)

const TAGS =
  'p br hr strong em del code pre blockquote ul ol li table thead tbody tr th td a img audio div span'
const URLS = /^(https?:|mailto:|\/|#|\?|[^:/?#]*([/?#]|$))/i

/** What a browser would make of it holds nothing that runs, nothing from elsewhere, no style. */
function expectHarmless(markdown: string) {
  const tree = fromHtml(html(markdown), { fragment: true })
  visit(tree, 'element', ({ tagName, properties }) => {
    expect(TAGS.split(' ')).toContain(tagName)
    for (const [name, value] of Object.entries(properties)) {
      expect(name).not.toMatch(/^(on|style|srcdoc|form|data$|id$|name$)/i)
      if (name === 'href') expect(String(value)).toMatch(URLS)
      if (name === 'src') expect(String(value)).toMatch(/^\/api\/v1\/media\/[0-9a-f]{64}\.\w+$/)
    }
  })
}

describe('hostile Markdown is harmless', () => {
  test.each([
    ['<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>'],
    ['<svg/onload=alert(1)>'],
    ['<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
    ['<style>*{background:url(//evil)}</style>'],
    ['<a href="javascript:alert(1)">x</a>'],
    ['[x](javascript:alert(1))'],
    ['[x](JaVaScRiPt:alert(1))'],
    ['[x](java\nscript:alert(1))'],
    ['[x](&#106;avascript:alert(1))'],
    ['[x](\u0001javascript:alert(1))'],
    ['[x](vbscript:x)'],
    ['[x](data:text/html,<script>alert(1)</script>)'],
    ['[x](blob:https://evil/1)'],
    ['<javascript:alert(1)>'],
    ['[x]: javascript:alert(1)\n\n[x]'],
    ['![x](javascript:alert(1))'],
    ['![x](data:image/svg+xml,<svg onload=alert(1)>)'],
    ['![x](https://evil.example/pixel.png)'],
    ['![x](//evil.example/pixel.png)'],
    ['![x](/settings)'],
    [`![x](media:${SHA}.svg)`],
    [`![x](media:../../${SHA}.png)`],
    [`![" onerror="alert(1)](media:${SHA}.png)`],
    ['```"><script>alert(1)</script>\nx\n```'],
    ['```js onload=x\n</code></pre><script>alert(1)</script>\n```'],
    ['[^1]\n\n[^1]: <img src=x onerror=alert(1)>'],
    ['| <script>x</script> |\n|-|\n| [x](javascript:x) |'],
    ['{{c1::<script>alert(1)</script>}}'],
    ['\uE000<script>\uE001[x](\uE002javascript:alert(1)\uE003)'],
    ['<!-- --><script>alert(1)</script>'],
    ['<![CDATA[<script>alert(1)</script>]]>'],
    ['# a {onclick=x} <b id=main>'],
    ['<form action=//evil><button>'],
    ['<math><mi xlink:href="data:x,<script>alert(4)</script>">'],
  ])('%j', (markdown) => expectHarmless(markdown))

  test('whatever is typed', () => {
    const bits = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '`',
      '```\n',
      '![',
      '](',
      ')',
      '[',
      '[x]: ',
      '\n',
      '\n\n',
      '    ',
      '> ',
      '- ',
      '|',
      '|-|\n',
      '**',
      'javascript:',
      'data:text/html,',
      'media:',
      'script',
      '<script>',
      '</',
      'img ',
      'onerror=',
      'http://a',
      '&#x6a;',
      '\\',
      '\u0000',
      '\uE000',
      '\uE001',
      '\uE002',
      '\uE003',
      '[^1]',
      '{{c1::',
      '}}',
    ) // prettier-ignore
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (parts) => expectHarmless(parts.join(''))),
      { numRuns: 500 },
    )
  })

  test('raw HTML is shown as it was written', () => {
    expect(html('a <b>c</b>')).toBe('a &#x3C;b>c&#x3C;/b>')
    expect(html('<div>\nx\n</div>')).toContain('&#x3C;div>')
  })

  test.each([
    ['quotes', '>'.repeat(8_000)],
    ['lists', '- '.repeat(4_000)],
    [
      'indented lists',
      Array.from({ length: 120 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n'),
    ],
    ['brackets', '['.repeat(8_000)],
    ['pictures', '!['.repeat(4_000)],
    ['emphasis', '*a'.repeat(4_000)],
    ['links', '[a]('.repeat(2_600)],
    ['footnotes', '[^a]'.repeat(2_000)],
    ['a table', `${'|a'.repeat(2_000)}\n${'|-'.repeat(2_000)}`],
    ['backticks', Array.from({ length: 120 }, (_, count) => '`'.repeat(count)).join(' ')],
  ])('huge nesting is neither shown nor waited for: %s', (_, markdown) => {
    // Time of its own, however busy the machine is.
    const before = process.cpuUsage()
    compileOwn(markdown, plain)
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(4_000)
    expectHarmless(markdown)
  })

  test('what is nested too deeply is known', () => {
    expect(isTooDeep('>'.repeat(8_000))).toBe(true)
    expect(isTooDeep('*a'.repeat(1_201))).toBe(true)
    expect(isTooDeep('> > > - a\n\n1. b')).toBe(false)
  })
})

describe('what a card shows', () => {
  test.each([
    ['a *b* `c`', 'a <em>b</em> <code>c</code>'],
    ['# Head', '<strong>Head</strong>'],
    ['one\n\ntwo', '<p>one</p>\n<p>two</p>'],
    [
      '[x](https://a.example/?b=1)',
      '<a href="https://a.example/?b=1" rel="noopener nofollow">x</a>',
    ],
    ['[x](/topics/pricing#free)', '<a href="/topics/pricing#free" rel="noopener nofollow">x</a>'],
    [
      `![a chart](media:${SHA}.png)`,
      `<img src="/api/v1/media/${SHA}.png" alt="a chart" loading="lazy">`,
    ],
    [
      `![said](media:${SHA}.mp3)`,
      `<audio src="/api/v1/media/${SHA}.mp3" controls title="said"></audio>`,
    ],
    ['- [x] done', '<ul>\n<li>☑ done</li>\n</ul>'],
  ])('%s', (markdown, expected) => expect(html(markdown)).toBe(expected))

  test('code is coloured by classes, with what is hidden in it', () => {
    const colour = (code: string) => [[{ text: code, kind: 'keyword' }]]
    expect(compileOwn('```js\nreturn \uE0021\uE003\n```', colour)).toMatchObject({
      html: '<pre tabindex="0"><code><span class="tk-keyword">return <strong>1</strong></span></code></pre>',
      answers: ['1'],
    })
  })

  test('the text is what a reader sees', () => {
    expect(compileOwn('**15** [minutes](https://a.example)\n\n- at most', plain).text).toBe(
      '15 minutes at most',
    )
  })
})
