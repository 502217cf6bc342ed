import { describe, expect, test } from 'vitest'
import { renderTemplate } from './render'

const body = '{"s":" Hello, World ","l":["b","a","b"],"m":{"x":1,"y":[2]},"e":[]}'
const shown = (call: string) =>
  renderTemplate(
    `#set($s = $input.path('$.s'))#set($l = $input.path('$.l'))#set($m = $input.path('$.m'))#set($e = $input.path('$.e'))${call}`,
    { input: { body } },
  ).output

function check(cases: Record<string, string>): void {
  for (const [call, text] of Object.entries(cases))
    expect([call, shown(call)]).toEqual([call, text])
}

describe('whitelisted methods', () => {
  test('6.2-12 lists', () => {
    check({
      '$l.size() $e.size()': '3 0',
      '$l.get(1) $l[0] $l[-1]': 'a b b',
      "$l.contains('a') $l.contains('z')": 'true false',
      '$l.isEmpty() $e.isEmpty()': 'false true',
      "$l.indexOf('b') $l.indexOf('z')": '0 -1',
      '$l.add("c") $l': 'true ["b","a","b","c"]',
      '$l.add(1, "z")$l': '["b","z","a","b"]',
      '$l.addAll([1, 2]) $l': 'true ["b","a","b",1,2]',
      '$l.remove(0) $l': 'b ["a","b"]',
      '$l.remove("b") $l.remove("z") $l': 'true false ["a","b"]',
      '$l.set(0, 5) $l': 'b [5,"a","b"]',
    })
    expect(() => shown('$l.get(3)')).toThrow(/no index in a list of 3/)
    expect(() => shown('$e[0]')).toThrow(/expected a list that is not empty/)
  })

  test('6.2-13 maps', () => {
    check({
      "$m.get('x') $m.x $m['x'] $m.get('z')": '1 1 1 ',
      '$m.keySet() $m.values()': '[x, y] [1, [2]]',
      '#foreach($e in $m.entrySet())$e.key=$e.value/$e.getKey()=$e.getValue();#end':
        'x=1/x=1;y=[2]/y=[2];',
      '$m.entrySet()': '[x=1, y=[2]]',
      "$m.containsKey('x') $m.containsKey('z') $m.containsValue(1)": 'true false true',
      '$m.size() $m.isEmpty()': '2 false',
      "$m.put('z', 3)$m.put('x', 4) $m": '1 {x=4, y=[2], z=3}',
      "$m.putAll({'x': 7, 'w': 8})$m": '{x=7, y=[2], w=8}',
      "$m.remove('x') $m": '1 {y=[2]}',
      "$m.getOrDefault('z', 'or')": 'or',
    })
  })

  test('6.2-14 strings', () => {
    check({
      '$s.length() $s.isEmpty()': '14 false',
      '[$s.trim()]': '[Hello, World]',
      '$s.substring(8) $s.substring(1, 6)': 'World  Hello',
      "$s.indexOf('l') $s.indexOf('l', 5) $s.lastIndexOf('l') $s.indexOf('z')": '3 11 11 -1',
      "$s.replace('l', '$')": ' He$$o, Wor$d ',
      '$s.toUpperCase()$s.toLowerCase()': ' HELLO, WORLD  hello, world ',
      "$s.startsWith(' H') $s.endsWith('x') $s.contains('lo, ')": 'true false true',
      "$s.equals(' Hello, World ') $s.equals(1) $s.trim().equalsIgnoreCase('HELLO, world')":
        'true false true',
      "$s.trim().concat('!') $s.charAt(1) $s.toString().length()": 'Hello, World! H 14',
      "$s.trim().compareTo('A') $s.replaceFirst('l+', 'L')": '1  HeLo, World ',
    })
    expect(() => shown('$s.substring(99)')).toThrow(/expected an integer from 0 to 14/)
    expect(() => shown('$s.substring(5, 2)')).toThrow(/expected an integer from 0 to 2/)
  })

  test('6.2-15 regular expressions', () => {
    check({
      "$s.replaceAll('[aeiou]', '<$0>')": ' H<e>ll<o>, W<o>rld ',
      "$s.replaceAll('(\\w+), (\\w+)', '$2 $1')": ' World Hello ',
      "$s.replaceAll('o', '\\$')": ' Hell$, W$rld ',
      "$s.trim().matches('H.*d') $s.matches('Hello')": 'true false',
      "#foreach($p in $s.trim().split('\\s*,\\s*'))[$p]#end": '[Hello][World]',
      "#set($c = 'a,b,,')$c.split(',').size() $c.split(',', -1).size() $c.split(',', 2)":
        '2 4 [a, b,,]',
      "#set($c = 'abc')$c.split('')": '[a, b, c]',
      "#set($c = '')$c.split(',').size()": '1',
    })
    expect(() => shown("$s.matches('(')")).toThrow(/regular expression "\(" is refused/)
    expect(() => shown("$s.replaceAll('o', '$7')")).toThrow(/names no group/)
  })

  test('numbers, and the way to Java’s parseInt', () => {
    check({
      '#set($i = 0)$i.parseInt("-12") $i.parseDouble("1.5") $i.toString().length()': '-12 1.5 1',
      '#set($d = 2.9)$d.intValue() $d.longValue() $d.doubleValue()': '2 2 2.9',
      '#set($d = 1)$d.doubleValue() $d.compareTo(2) $d.equals(1) $d.equals(1.0)':
        '1.0 -1 true false',
    })
    expect(() => shown('#set($i = 0)$i.parseInt("x")')).toThrow(/is no integer/)
  })

  test('what is on no whitelist, or has another number of arguments, is nothing', () => {
    check({
      '[$s.getClass()][$s.class][$s.getBytes()]': '[][][]',
      '[$m.forEach(1)][$l.constructor][$m.constructor][$l.__proto__]': '[][][][]',
      '[$s.substring()][$l.size(1)][$input.json()][$util.parseJson()]': '[][][][]',
      '[$nope.a().b()]': '[]',
    })
  })
})
