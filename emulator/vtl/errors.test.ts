import { expect, test } from 'vitest'
import { VtlError } from './error'
import { parseTemplate } from './render'

const cases: [template: string, place: string, expected: string][] = [
  ['#if(1 > ', '1:9', 'a reference'],
  ['a\n#set($x 1)', '2:9', '"="'],
  ['#set(x = 1)', '1:6', 'a reference to set'],
  ['#set($x = )', '1:11', 'a reference'],
  ['#set($x = null)', '1:11', '$null'],
  ['a #end', '1:3', 'an open directive'],
  ['#else', '1:1', 'an open directive'],
  ['x\n #if(true) y', '2:2', '"#end"'],
  ['#foreach($x in [1])#else#end', '1:20', '"#end"'],
  ['#if(true)#else#elseif(true)#end', '1:15', '"#end"'],
  ['#foreach($x of [1])#end', '1:13', '"in"'],
  ['#foreach($x.y in [1])#end', '1:10', 'a variable'],
  ['#macro()#end', '1:8', 'the name of the macro'],
  ['#macro(m x)#end', '1:10', 'a variable'],
  ['${x', '1:4', '"}"'],
  ['$x.y(1 2)', '1:8', '"," or ")"'],
  ['$x[1', '1:5', '"]"'],
  ["$x.y('a", '1:6', "a closing '"],
  ['#set($x = "a\n"$b")', '2:2', '")"'],
  ['#set($x = [1 2])', '1:14', '"," or "]"'],
  ['#set($x = {"a" 1})', '1:16', '":"'],
  ['#set($x = {"a": 1 "b"})', '1:19', '"," or "}"'],
  ['#set($x = "in $y[1")', '1:19', '"]"'],
  ['#set($x = "in ""$y[1")', '1:12', '"]"'],
  ['#* open', '1:1', '"*#"'],
  ['#[[ open', '1:1', '"]]#"'],
  ['#parse("x")', '1:1', ''],
]

for (const [template, place, expected] of cases) {
  test(`${JSON.stringify(template)} fails at ${place}`, () => {
    let error: unknown
    try {
      parseTemplate(template)
    } catch (thrown) {
      error = thrown
    }
    if (!(error instanceof VtlError)) throw error
    expect([error.code, `${error.line}:${error.column}`]).toEqual(['syntax', place])
    expect(error.expected).toContain(expected)
    expect(error.message).toContain(`line ${error.line}, column ${error.column}: `)
  })
}
