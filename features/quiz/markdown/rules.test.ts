import { expect, test } from 'vitest'
import { markdownOf } from './rules'

test.each<[string, string]>([
  ['Plain &amp; simple', 'Plain & simple'],
  ['<p>One</p>\n<p>Two <code>x*y</code></p>', 'One\n\nTwo `x*y`'],
  ['a*b_c <b>bold</b>', 'a\\*b\\_c **bold**'],
  ['takes <data value="x">29 seconds</data> at most', 'takes 29 seconds at most'],
  ['see <a href="/topics/x">the topic</a>', 'see the topic'],
  ['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
  [
    'Look:<pre tabindex="0"><code><span class="tk-string">"a"</span>: 1\n</code></pre>end',
    'Look:\n\n```\n"a": 1\n```\n\nend',
  ],
  ['<code>a`b</code>', '`` a`b ``'],
  ['&lt;script&gt;', '\\<script\\>'],
])('%s', (html, markdown) => {
  expect(markdownOf(html)).toBe(markdown)
})
