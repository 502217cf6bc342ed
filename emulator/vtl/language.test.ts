import { describe, expect, test } from 'vitest'
import { renderTemplate } from './render'

const render = (template: string, body = '') => renderTemplate(template, { input: { body } }).output

function check(cases: Record<string, string>): void {
  for (const [template, text] of Object.entries(cases)) {
    expect([template, render(template)]).toEqual([template, text])
  }
}

describe('$stageVariables', () => {
  const stage = (template: string) =>
    renderTemplate(template, { stageVariables: { table: 'orders' } }).output

  test('6.5-1 by name and by index', () => {
    expect(stage("$stageVariables.table $stageVariables['table']")).toBe('orders orders')
  })

  test('6.5-2 a missing one is empty', () => {
    expect(stage("[$stageVariables.nope$stageVariables['nope']]")).toBe('[]')
  })
})

describe('directives', () => {
  test('6.6-1 #set', () => {
    check({
      "#set($a = 'x')$a": 'x',
      '#set ( $a=1 )#set($a = $a + 1)$a': '2',
      '#set($m = {})#set($m.k = 1)#set($m["l"] = 2)$m': '{k=1, l=2}',
      '#set($l = [1, 2])#set($l[1] = 9)$l': '[1, 9]',
      '#set($nope.a.b = 1)[$nope]': '[]',
      "#set($input = 'mine')$input": 'mine',
    })
  })

  test('6.6-2 #if, #elseif, #else', () => {
    const template = '#if($a == 1)one#elseif($a == 2)two#{else}more#end'
    check({
      [`#set($a = 1)${template}`]: 'one',
      [`#set($a = 2)${template}`]: 'two',
      [`#set($a = 3)${template}`]: 'more',
      '#{if}(true)yes#{end}s': 'yess',
    })
  })

  test('6.6-3 #foreach and $foreach', () => {
    check({
      '#foreach($x in ["a","b"])$foreach.index$foreach.count$velocityCount$x$foreach.first$foreach.last$foreach.hasNext #end':
        '011atruefalsetrue 122bfalsetruefalse ',
      "#set($x = 'kept')#foreach($x in [1, 2])$x#end$x": '12kept',
      '#foreach($a in [1, 2])#foreach($b in [1, 2])$foreach.parent.count$foreach.count #end#end$foreach.count':
        '11 12 21 22 ',
      '#foreach($x in $nope)never#end#foreach($x in "text")never#end': '',
    })
  })

  test('6.6-4 #break leaves at once', () => {
    check({
      '#foreach($x in [1..5])$x#if($x == 3)#break#end,#end.': '1,2,3.',
      '#foreach($a in [1, 2])#foreach($b in [1, 2])$a$b #break#end#end': '11 21 ',
    })
  })

  test('6.6-5 #stop ends the rendering', () => {
    check({ 'a#foreach($x in [1..3])$x#stop#end b': 'a1', 'a#if(true)#stop#end b': 'a' })
  })

  test('6.6-6 #macro', () => {
    check({
      '#macro(greet $who $mark)Hi $who$mark#end#greet("Ann" "!") #greet("Bob", "?")':
        'Hi Ann! Hi Bob?',
      '#later("x")#macro(later $v)<$v>#end': '<x>',
      "#set($v = 'out')#macro(m $v)$v#end#m('in')$v#m()": 'inout',
      '#macro(down $n)$n#if($n > 0)#set($k = $n - 1)#down($k)#end#end#down(3)': '3210',
      '#nomacro($x) #12 # #[x': '#nomacro() #12 # #[x',
      '## #macro(gone)\n#gone(1)': '#gone(1)',
    })
  })

  test('6.6-7 #define renders when printed', () => {
    check({
      '#define($d)[$x]#end#set($x = 1)$d#set($x = 2)$d': '[1][2]',
      '#define($d)a#end#set($t = "$d$d")$t#if($d == "a")!#end': 'aa!',
    })
  })

  test('6.6-8 #evaluate', () => {
    check({
      "#set($t = '#set($p = 1)$p$q')#set($q = 2)#evaluate($t)#evaluate('[$p$r]')": '12[1]',
    })
    expect(() => render("x\n#evaluate('#if(')")).toThrow(
      /line 2, column 1: in the text of #evaluate/,
    )
  })

  test('6.6-23 a loop over a map walks through its values', () => {
    check({ '#foreach($v in {"a": 1, "b": 2})$v#end': '12' })
  })
})

describe('expressions', () => {
  test('6.6-9 ranges', () => {
    check({
      '#foreach($i in [1..3])$i#end #foreach($i in [2..-1])$i#end': '123 210-1',
      '#set($n = 2)#set($r = [$n..4])$r.size() $r': '3 [2, 3, 4]',
      '#foreach($i in ["a".."b"])never#end': '',
    })
  })

  test('6.6-10 lists and maps', () => {
    check({
      '#set($l = [1, "b", [2], {"k": true}, -1.5])$l.size()$l[3].k$l[4]': '5true-1.5',
      '#set($m = {"a": 1, "b": {"c": [7]}})$m.b.c[0]$m["a"]': '71',
      '#set($e = [])#set($m = {})$e$m': '[]{}',
    })
  })

  test('6.6-11 comparison', () => {
    const yes = [
      ['1 == 1', '1 eq 1', '1.0 == 1', "'a' == 'a'", '[1, {"a": 2}] == [1.0, {"a": 2}]'],
      ['1 != 2', '1 ne 2', "'a' != 'b'", '[1] != [1, 2]', '{"a": 1} != {"b": 1}'],
      ['1 < 2', '1 lt 2', '2 > 1', '2 gt 1', '1 <= 1', '1 le 1', '1 >= 1', '1 ge 1', '1.5 < 2'],
      ['12345678901234567890 > 1', "'a' < 'b'", '!($nope < 1)', "!('a' < 1)"],
    ].flat()
    for (const test of yes) expect([test, render(`#if(${test})yes#end`)]).toEqual([test, 'yes'])
  })

  test('6.6-12 logic', () => {
    check({
      '#if(true && !false)1#end#if(true and not false)2#end#if(false || true)3#end#if(false or true)4#end':
        '1234',
      '#if(true || false && false)1#end#if((true || true) && false)2#end': '1',
    })
  })

  test('6.6-13 arithmetic', () => {
    check({
      '#set($a = 7 / 2)$a#set($a = -7 / 2) $a#set($a = 7 % 3) $a#set($a = 7.0 / 2) $a':
        '3 -3 1 3.5',
      '#set($a = 2 + 3 * 4 - 1)$a#set($a = (2 + 3) * 4) $a#set($a = 5-3) $a': '13 20 2',
      '#set($a = 9007199254740991 * 9007199254740991)$a': '81129638414606663681390495662081',
      '#set($a = 1 / 0)#set($b = 1 % 0)#set($c = 1.0 / 0)#set($d = $nope * 2)[$a$b$c$d]': '[]',
      '#set($x = 5)#set($y = $x-1)$y #set($y = -$x)$y': '4 -5',
    })
  })

  test('6.6-14 + joins strings', () => {
    check({ "#set($a = 'n' + 1)$a#set($a = 1 + 'n') $a#set($a = 'x' + $nope) $a": 'n1 1n x' })
  })

  test('6.6-15 strings', () => {
    check({
      '#set($n = 1)#set($a = "<$n ${n}x $nope>")$a': '<1 1x >',
      "#set($n = 1)#set($a = '<$n>')$a": '<$n>',
      '#set($a = "say ""hi""")$a #set($b = \'it\'\'s\')$b': 'say "hi" it\'s',
      '#set($n = 1)#set($a = "say ""$n""")$a': 'say "1"',
      '#set($a = "#if(true)yes#end")$a': 'yes',
      '#set($a = "a\\nb $5 $")$a': 'a\\nb $5 $',
    })
  })

  test('6.6-24 only null and false are untrue', () => {
    check({ "#if('')a#end#if(0)b#end#if([])c#end#if($nope)d#end#if(false)e#end": 'abc' })
  })

  test('6.6-25 #set with null sets null', () => {
    check({ '#set($a = 1)#set($a = $nope)[$a]': '[]' })
  })

  test('6.6-26 values of different classes are equal if they print the same', () => {
    check({ "#if(1 == '1')a#end#if(true == 'true')b#end#if(1 == 'x')c#end": 'ab' })
  })
})

describe('text', () => {
  test('6.6-16 comments', () => {
    check({ 'a ## b\nc': 'a c', 'a#* b\n $x #end *#c': 'ac', 'a##': 'a' })
  })

  test('6.6-17 raw text', () => {
    check({ '#[[ $x #if ## #* ]]#!': ' $x #if ## #* !' })
  })

  test('6.6-18 escapes', () => {
    check({
      '#set($x = 1)\\$x \\\\$x \\\\\\$x': '$x \\1 \\$x',
      '\\#if(true) \\#set($x = 1)': '#if(true) #set( = 1)',
      '\\$5 \\n \\" \\#foo': '\\$5 \\n \\" \\#foo',
    })
  })

  test('6.6-19 formal and quiet references', () => {
    check({
      "#set($x = 'a')${x}b $!x $!{x}b ${x.length()}": 'ab a ab 1',
      "#set($x = 'a')$x. $x.1 $x[z] $x{": 'a. a.1 a[z] a{',
      'cost: $5, $ and $$ and ${ and $!': 'cost: $5, $ and $$ and ${ and $!',
    })
  })

  test('6.6-20 lines of directives vanish', () => {
    check({
      'a\n  #set($x = 1)  \nb\n': 'a\nb\n',
      '#if(true)\r\n  a\r\n#else\r\n  b\r\n#end\r\nc': '  a\r\nc',
      '#foreach($x in [1, 2])\n $x#if($foreach.hasNext),#end\n\n#end\n': ' 1,\n\n 2\n\n',
      ' #set($x = 1) #set($y = 2) ## note\n$x$y': '12',
      'a #set($x = 1)\nb': 'a \nb',
      '#[[ ]]##set($x = 1)\nb': ' \nb',
    })
  })

  test('6.6-27 a hyphen before a letter belongs to the name', () => {
    check({ "#set($m = {'X-Id': 1})$m.X-Id $m.X-1 #set($a-b = 2)$a-b-1": '1 -1 2-1' })
  })
})
