import { describe, expect, test } from 'vitest'
import { VtlError } from './error'
import { renderTemplate } from './render'

const render = (template: string, body: string | null = null) =>
  renderTemplate(template, { input: { body } }).output

const params = {
  path: { id: 'p' },
  querystring: { id: 'q', page: ['1', '2'] },
  header: { id: 'h', page: 'h', 'X-Trace': ['a', 'b'], Connection: 'close', 'content-length': '3' },
}
const withParams = (template: string) => renderTemplate(template, { input: { params } }).output

describe('the payload', () => {
  test('6.2-1 $input.body is the raw text', () => {
    expect(render('$input.body', ' {"a": 1} ')).toBe(' {"a": 1} ')
  })

  test('6.2-2 an empty payload shows as {}', () => {
    expect(render('$input.body')).toBe('{}')
    expect(render('$input.body', '')).toBe('{}')
  })

  test('6.2-3 a property of $input.body is empty', () => {
    expect(render('[$input.body.a][$input.body.length]', '{"a":1}')).toBe('[][]')
  })

  test('6.2-4 JSON is read where the payload begins like a map, a list or a string', () => {
    expect(render("$input.path('$.a')", '  {"a": "x"}')).toBe('x')
    expect(render("$input.path('$[1]')", '[1,2]')).toBe('2')
    expect(render("$input.path('$')|$input.json('$')", '"x\\ty"')).toBe('x\ty|"x\\ty"')
    expect(render("$input.path('$')", '"x')).toBe('"x')
  })

  test('6.2-5 anything else is one string', () => {
    expect(render("$input.path('$')|$input.json('$')", 'k=v')).toBe('k=v|"k=v"')
    expect(render("$input.json('$')", '12')).toBe('"12"')
  })

  test('6.2-6 what only begins like JSON is a payload error', () => {
    for (const body of [
      '{"a":}',
      '[1,]',
      '{"a":1} x',
      '{a:1}',
      '[01]',
      '["\n"]',
      '["\\x"]',
      '[tru]',
    ]) {
      const error = thrownBy(() => render("x\n $input.path('$')", body))
      expect([error.code, error.line, error.column]).toEqual(['payload', 2, 8])
      expect(error.message).toContain('Could not process payload')
    }
    expect(render('$input.body', '{"a":')).toBe('{"a":')
  })

  test('6.2-7 path and json of an empty payload are {}', () => {
    expect(render("$input.path('$')|$input.json('$')")).toBe('{}|{}')
  })

  test('6.2-8 words are plain strings', () => {
    expect(render("$input.json('$')", 'nullx')).toBe('"nullx"')
    expect(render("$input.path('$')", 'true}')).toBe('true}')
  })

  test('6.2-9 $input.json is compact', () => {
    const body =
      '{ "a" : [1.0, "x\\u00e9\\"", null ], "b" : { "2": true, "1": 12345678901234567890 } }'
    expect(render("$input.json('$')", body)).toBe(
      '{"a":[1.0,"xé\\"",null],"b":{"2":true,"1":12345678901234567890}}',
    )
    expect(render("$input.json('$.a[1]')", body)).toBe('"xé\\""')
  })

  test('6.2-10 $input.json of a missing path is empty', () => {
    expect(render("[$input.json('$.nope.x')]", '{}')).toBe('[]')
  })

  test('6.2-11 $input.path takes JSONPath', () => {
    const body =
      '{"a-b":{"c d":7},"items":[{"sku":"A1","qty":2},{"sku":"B2","qty":9}],"9":"x","1":"y","f":1.5}'
    const paths = {
      '$[\'a-b\']["c d"]': '7',
      '$.a-b': '{c d=7}',
      'items[0].sku': 'A1',
      '$.items[-1].sku': 'B2',
      '$.items[5].sku': '',
      '$.items[*].sku': '["A1","B2"]',
      '$..qty': '[2,9]',
      '$.items[?(@.qty > 3)].sku': '["B2"]',
      '$.items[?(@.qty < $.f)]': '[]',
      "$.items[?match(@.sku, 'A.')].qty": '[2]',
      "$.items[?search(@.sku, '2')].qty": '[9]',
      '$.items[0:1].sku': '["A1"]',
      '$.*.length': '[]',
    }
    for (const [path, shown] of Object.entries(paths)) {
      expect(render(`$input.path('${path.replaceAll("'", "''")}')`, body)).toBe(shown)
    }
    expect(render("$input.path('$[*]')", '{"9":"x","1":"y"}')).toBe('["x","y"]')
    expect(thrownBy(() => render("$input.path('$.a[?')", body)).code).toBe('evaluation')
  })

  test('6.2-22 a template that renders to nothing gives the empty string', () => {
    expect(render('#set($x = 1)\n## nothing\n#if($x == 2)\nno\n#end\n')).toBe('')
  })
})

describe('the parameters', () => {
  test('6.2-16 path, then query string, then header', () => {
    expect(withParams("$input.params('id') $input.params('page') $input.params('X-Trace')")).toBe(
      'p 2 b',
    )
  })

  test('6.2-17 of several values the last counts', () => {
    expect(withParams("$input.params('page')$input.params().header.X-Trace")).toBe('2b')
  })

  test('6.2-18 $input.params() is a map of three maps', () => {
    expect(withParams("$input.params().path.id$input.params().get('querystring')")).toBe(
      'p{id=q, page=2}',
    )
    const walk = '#foreach($kind in $input.params().keySet())$kind #end'
    expect(withParams(walk)).toBe('path querystring header ')
  })

  test('6.2-19 dropped headers are empty', () => {
    expect(withParams("[$input.params('Connection')$input.params('content-length')]")).toBe('[]')
    expect(withParams('$input.params().header')).toBe('{id=h, page=h, X-Trace=b}')
  })

  test('6.2-20 a method name without call and a bare host object print nothing', () => {
    expect(
      withParams('[$input][$util][$context][$input.params][$input.path][$util.parseJson]'),
    ).toBe('[][][][][][]')
  })

  test('6.2-21 header names ignore case', () => {
    expect(withParams("$input.params('x-trace')")).toBe('b')
    expect(withParams("[$input.params('ID')]")).toBe('[h]')
  })

  test('6.2-23 a missing parameter is empty', () => {
    expect(withParams("[$input.params('nope')]")).toBe('[]')
    expect(render("[$input.params('nope')]")).toBe('[]')
  })
})

function thrownBy(run: () => unknown): VtlError {
  try {
    run()
  } catch (error) {
    if (error instanceof VtlError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
