import { expect, test } from 'vitest'
import { plain } from './rules'

test.each([
  ['a \\*star\\* and an \\_underscore\\_', 'a *star* and an _underscore_'],
  ['one\\\ntwo', 'one two'],
  ['**bold** _soft_ `code` [link](https://a.b)', 'bold soft code link'],
  ['C:\\path', 'C:\\path'],
])('%s reads %s', (markdown, text) => {
  expect(plain(markdown)).toBe(text)
})
