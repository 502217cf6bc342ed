import { describe, expect, test } from 'vitest'
import { renderTemplate } from './render'
import { doubleText } from './values'

const render = (template: string, body = '') => renderTemplate(template, { input: { body } }).output

describe('what values print', () => {
  test('6.1-1 a string prints bare', () => {
    expect(render("$input.path('$.a')", '{"a":"say \\"hi\\""}')).toBe('say "hi"')
  })

  test('6.1-2 a number prints its JSON text', () => {
    const body = '[3, 1.0, 2.50, -7, 123456789012345678901, 1e3, 0]'
    expect(render("#foreach($n in $input.path('$'))$n #end", body)).toBe(
      '3 1.0 2.50 -7 123456789012345678901 1e3 0 ',
    )
  })

  test('6.1-3 a boolean prints its word', () => {
    expect(render("$input.path('$.a')$input.path('$.b')", '{"a":true,"b":false}')).toBe('truefalse')
  })

  test('6.1-4 an object prints as map text in its order', () => {
    const body = '{"sku":"A1","qty":2,"2":"b","1":{"x":null},"e":{}}'
    expect(render("$input.path('$')", body)).toBe('{sku=A1, qty=2, 2=b, 1={x=null}, e={}}')
  })

  test('6.1-5 a list prints as JSON, also inside a map', () => {
    const body = '{"items":[{"sku":"A1","n":[1.0,null,true]},[]]}'
    expect(render("$input.path('$.items')", body)).toBe('[{"sku":"A1","n":[1.0,null,true]},[]]')
    expect(render("$input.path('$')", body)).toBe('{items=[{"sku":"A1","n":[1.0,null,true]},[]]}')
  })

  test('6.1-6 an object out of a list prints as map text', () => {
    expect(render("$input.path('$[0]')", '[{"sku":"A1"}]')).toBe('{sku=A1}')
  })

  test('6.1-7 what is not there prints nothing', () => {
    const template = "[$input.path('$.x')][$input.path('$.n')][$nope][$input.path('$').y.z]"
    expect(render(template, '{"n":null}')).toBe('[][][][]')
  })

  test('6.1-8 a nested map of $context prints nothing', () => {
    const context = { identity: { sourceIp: '192.0.2.7' } }
    const template = '[$context.identity][$context.requestOverride][$context.identity.sourceIp]'
    expect(renderTemplate(template, { context }).output).toBe('[][][192.0.2.7]')
  })

  test('6.1-9 toString() is the map text', () => {
    expect(render("$input.path('$').toString()", '{"a":{"b":1}}')).toBe('{a={b=1}}')
  })

  test('6.1-10 a missing value equals $null and the empty string', () => {
    const template = "#set($x = $input.path('$.n'))#if($x == $null)a#end#if($x == '')b#end"
    expect(render(template, '{"n":null}')).toBe('ab')
    expect(render(template, '{}')).toBe('ab')
    expect(render("#if($nope != 0)c#end#if('' == $nope)d#end")).toBe('cd')
  })

  test('6.1-11 an empty list is neither', () => {
    const template = "#set($x = $input.path('$'))#if($x == $null || $x == '')yes#{else}no#end"
    expect(render(template, '[]')).toBe('no')
  })

  test('6.1-12 an undefined path is not unequal to the empty string', () => {
    expect(render("#if($undefined.a.b != '')yes#{else}no#end")).toBe('no')
  })

  test('6.1-13 an undefined reference prints nothing with and without !', () => {
    expect(render('[$a][$!a][$a.b()][$!a.b]')).toBe('[][][][]')
  })

  test('6.1-14 a list of the template prints the Java way', () => {
    expect(render('#set($l = [1, "a", [true], {"k": []}])$l')).toBe('[1, a, [true], {k=[]}]')
    expect(render("#set($s = 'a,b')$s.split(',')")).toBe('[a, b]')
  })
})

test('doubles print as Java prints them', () => {
  const cases = {
    '0.0': 0,
    '-0.0': -0,
    '1.0E7': 1e7,
    '1.0E-4': 1e-4,
    '1.25E10': 1.25e10,
    '0.5': 0.5,
  }
  for (const [text, value] of Object.entries(cases)) expect(doubleText(value)).toBe(text)
  expect(doubleText(Number.NaN)).toBe('NaN')
})
