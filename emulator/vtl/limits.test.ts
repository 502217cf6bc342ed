import { describe, expect, test } from 'vitest'
import { VtlError, type VtlErrorCode } from './error'
import { MAX_TEMPLATE_BYTES } from './limits'
import { parseTemplate, renderTemplate } from './render'

function failure(template: string, body = ''): VtlError {
  try {
    renderTemplate(template, { input: { body } })
  } catch (error) {
    if (error instanceof VtlError) return error
    throw error
  }
  throw new Error(`rendered: ${template.slice(0, 200)}`)
}

const DOUBLING = '#foreach($i in [1..999])'

describe('limits', () => {
  test('6.6-21 a loop goes round at most 1,000 times', () => {
    expect(renderTemplate('#foreach($i in [1..1000])x#end', {}).output).toHaveLength(1_000)
    const error = failure('\n #foreach($i in [1..1001])x#end')
    expect([error.code, error.line, error.column]).toEqual(['limit', 2, 2])
    expect(error.message).toMatch(/more than 1000 times/)
    expect(renderTemplate('#foreach($i in [1..2000])#if($i == 9)#break#end#end', {}).output).toBe(
      '',
    )
  })

  test('6.6-22 a template has at most 300 KB', () => {
    expect(parseTemplate('x'.repeat(MAX_TEMPLATE_BYTES)).source).toHaveLength(MAX_TEMPLATE_BYTES)
    expect(() => parseTemplate('é'.repeat(MAX_TEMPLATE_BYTES / 2 + 1))).toThrow(/300 KB/)
  })

  const runaways: Record<string, string> = {
    'loops within loops':
      '#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($x = $c)#end#end#end',
    'a doubling string': `#set($s = "x")${DOUBLING}#set($s = "$s$s")#end`,
    'a doubling sum': `#set($s = "x")${DOUBLING}#set($s = $s + $s)#end`,
    'a doubling replace': `#set($s = "x")${DOUBLING}#set($s = $s.replace("x", "xx"))#end`,
    'a doubling replaceAll': `#set($s = "x")${DOUBLING}#set($s = $s.replaceAll("x", "xx"))#end`,
    'a replace of nothing': `#set($s = "x")${DOUBLING}#set($s = $s.replace("", $s))#end`,
    'a doubling list': `#set($l = [1])${DOUBLING}#set($x = $l.addAll($l))#end`,
    'a huge range': '#set($l = [1..1000000000])',
    'a huge output': `#set($s = "0123456789")#foreach($i in [1..13])#set($s = "$s$s")#end${DOUBLING}$s$s#end`,
    'a squared number': `#set($n = 10)${DOUBLING}#set($n = $n * $n)#end`,
    'a list in itself': '#set($l = [])#set($x = $l.add($l))$l',
    'a map in itself': '#set($m = {})#set($m.m = $m)$m',
    'itself in an override': '#set($m = $context.requestOverride)#set($m.header.m = $m)',
    'shared lists printed': '#set($l = [1])#foreach($i in [1..60])#set($l = [$l, $l])#end$l',
    'shared lists compared':
      '#set($l = [1])#set($k = [1])#foreach($i in [1..60])#set($l = [$l, $l])#set($k = [$k, $k])#end#if($l == $k)#end',
    'shared lists as override':
      '#set($l = [])#foreach($i in [1..60])#set($l = [$l, $l])#end#set($context.requestOverride.header.x = $l)',
    'a macro that calls itself': '#macro(m)#m()#end#m()',
    'a macro that calls itself twice':
      '#macro(m $n)#if($n > 0)#set($k = $n - 1)#m($k)#m($k)#end#end#m(50)',
    'a block that prints itself': '#define($d)$d$d#end$d',
    'a text that evaluates itself': "#set($t = '#evaluate($t)')#evaluate($t)",
  }
  for (const [what, template] of Object.entries(runaways)) {
    test(`stops ${what}`, () => {
      const error = failure(template)
      expect(error.code).toBe('limit' satisfies VtlErrorCode)
      expect(error.place).not.toBe(null)
    })
  }

  test('stops nesting of every kind', () => {
    const deep = 100_000
    for (const template of [
      `#if(${'('.repeat(deep)}`,
      `#set($x = ${'['.repeat(deep)}`,
      `#set($x = ${'!'.repeat(deep)}true)`,
      `#set($x = ${'- '.repeat(deep)}1)`,
      `#set($x = 1${' + 1'.repeat(deep / 2)})`,
      `$a${'.b'.repeat(deep)}`,
      `${'$a.b('.repeat(deep / 2)}`,
      `${'$a[$b'.repeat(deep / 2)}`,
      '#if(true)'.repeat(deep / 4),
    ]) {
      expect(['limit', 'syntax']).toContain(failure(template).code)
    }
    expect(failure("$input.path('$')", '['.repeat(deep)).code).toBe('limit')
    expect(failure(`$input.path('$${'[?@'.repeat(2_000)}')`, '[1]').code).toBe('evaluation')
  })

  test('stops patterns and paths that explode', () => {
    const body = JSON.stringify({ s: 'a'.repeat(5_000), t: nest(40) })
    expect(renderTemplate("$input.path('$.s').matches('(a+)+b')", { input: { body } }).output).toBe(
      'false',
    )
    expect(failure("$input.path('$..*..*..*..*..*..*')", body).code).toBe('limit')
    expect(failure("$input.path('$..[?$..[?$..[?$..[?@.zz]]]]')", body).code).toBe('limit')
  })
})

function nest(depth: number): unknown {
  return depth === 0 ? 1 : { a: nest(depth - 1), b: [1, 2, 3] }
}
