import { expect, test } from 'vitest'
import { parseTemplate, renderTemplate } from './render'

const template = parseTemplate(
  "#set($n = $input.path('$.n'))\n#foreach($x in [1, 2])\n$x$n;\n#end\n#if($nope)a#{else}b#end",
)
const scope = { input: { body: '{"n":"z"}' } }

test('a trace explains each token that was rendered', () => {
  const { trace, output } = renderTemplate(template, scope, { trace: true })
  expect(output).toBe('1z;\n2z;\nb')
  expect(trace.map(({ kind, source, type, value }) => [kind, source, type, value])).toEqual([
    ['set', "#set($n = $input.path('$.n'))", 'string', '"z"'],
    ['foreach', '#foreach($x in [1, 2])', 'list', '[1,2]'],
    ['reference', '$x', 'integer', '1'],
    ['reference', '$n', 'string', '"z"'],
    ['text', ';\n', 'none', ''],
    ['reference', '$x', 'integer', '2'],
    ['reference', '$n', 'string', '"z"'],
    ['text', ';\n', 'none', ''],
    ['if', '#if($nope)', 'null', 'null'],
    ['text', 'b', 'none', ''],
  ])
  expect(trace.map((entry) => entry.output).join('')).toBe(output)
  expect(trace[2]).toMatchObject({ from: 53, to: 55, line: 3, column: 1 })
  expect(JSON.parse(JSON.stringify(trace))).toEqual(trace)
})

test('without the option there is none, and the output is the same', () => {
  const { trace, output } = renderTemplate(template, scope)
  expect(trace).toEqual([])
  expect(output).toBe(renderTemplate(template, scope, { trace: true }).output)
})

test('values and texts are cut, entries are limited', () => {
  const body = JSON.stringify({ list: Array.from({ length: 900 }, (_, n) => `item ${n}`) })
  const loop = "$input.path('$')#foreach($a in [1..1000])#foreach($b in [1..20])$b#end#end"
  const { trace } = renderTemplate(loop, { input: { body } }, { trace: true })
  expect(trace).toHaveLength(10_000)
  expect(trace[0]?.value.length).toBeLessThan(220)
  expect(trace[0]?.output).toHaveLength(200)
})
