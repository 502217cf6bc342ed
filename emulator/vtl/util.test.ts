import { expect, test } from 'vitest'
import { renderTemplate } from './render'

const of = (name: string, text: string) =>
  renderTemplate(`$util.${name}($input.path('$[0]'))`, { input: { body: JSON.stringify([text]) } })
    .output

test('6.4-1 escapeJavaScript escapes quotes, backslashes and control characters', () => {
  expect(of('escapeJavaScript', 'it\'s "x" \\ \n\t\r\b\f\u0001')).toBe(
    'it\\\'s \\"x\\" \\\\ \\n\\t\\r\\b\\f\\u0001',
  )
})

test('6.4-2 escapeJavaScript leaves the slash and characters beyond ASCII', () => {
  expect(of('escapeJavaScript', 'a/b é 😀')).toBe('a/b é 😀')
})

test('6.4-3 parseJson gives a value', () => {
  expect(of('parseJson', '{"a":[1.0]}')).toBe('{a=[1.0]}')
  const template = "#set($o = $util.parseJson($input.path('$.text')))$o.list[1].k"
  const body = JSON.stringify({ text: '{"list":[0,{"k":"v"}]}' })
  expect(renderTemplate(template, { input: { body } }).output).toBe('v')
  expect(() => of('parseJson', '{"a"')).toThrow(/line 1, column 6: parseJson: invalid JSON/)
})

test('6.4-4 urlEncode writes the form style', () => {
  expect(of('urlEncode', "a b&c=d/é~!'()*.-_😀")).toBe(
    'a+b%26c%3Dd%2F%C3%A9%7E%21%27%28%29*.-_%F0%9F%98%80',
  )
})

test('6.4-5 urlDecode reads it back', () => {
  expect(of('urlDecode', 'a+b%26c%3Dd%2F%C3%A9%7e')).toBe('a b&c=d/é~')
  expect(of('urlDecode', '%FF')).toBe('\uFFFD')
  expect(() => of('urlDecode', '100%')).toThrow(/hexadecimal/)
})

test('6.4-6 base64 works on UTF-8', () => {
  expect(of('base64Encode', 'é{"a":1}')).toBe('w6l7ImEiOjF9')
  expect(of('base64Decode', 'w6l7ImEiOjF9')).toBe('é{"a":1}')
  expect(() => of('base64Decode', '*')).toThrow(/not base64/)
})

test('6.4-7 the apostrophe trick makes valid JSON', () => {
  const template = `{"t":"$util.escapeJavaScript($input.path('$.t')).replaceAll("\\\\'","'")"}`
  const { output } = renderTemplate(template, { input: { body: '{"t":"it\'s \\"on\\""}' } })
  expect(JSON.parse(output)).toEqual({ t: 'it\'s "on"' })
})

test('null stays null', () => {
  expect(renderTemplate('[$util.escapeJavaScript($nope)$util.urlEncode($nope)]', {}).output).toBe(
    '[]',
  )
})
