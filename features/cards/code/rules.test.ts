import { expect, test } from 'vitest'
import { codeElements, codeFault, fenceAttributes } from './rules'

test.each([
  ['sample=a id=b.c title="A title"', { sample: 'a', id: 'b.c', title: 'A title' }],
  ['alt="x = y" title=""', { alt: 'x = y', title: '' }],
  ['', {}],
])('a fence that says %j', (meta, attributes) => {
  expect(fenceAttributes(meta)).toEqual(attributes)
})

test('code becomes text and classes, a line at a time', () => {
  const lines = [[{ text: 'a', kind: 'keyword' }], [{ text: 'b', kind: null }]]
  expect(codeElements(lines)).toMatchObject([
    { tagName: 'span', properties: { className: ['tk-keyword'] } },
    { type: 'text', value: '\n' },
    { type: 'text', value: 'b' },
  ])
})

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Role: !GetAtt Role.Arn
    Name: !Sub "\${AWS::StackName}-fn"
    Layers: !If [Prod, [!Ref Layer], !Ref "AWS::NoValue"]
    Code: !Join
      - "/"
      - [a, !ImportValue b]
    Map: !FindInMap { a: b }
`

test.each([
  ['json', '{"a": [1, null, "x"]}'],
  ['json', '3'],
  ['yaml', TEMPLATE],
  ['yaml', ''],
  ['python', 'def ('],
])('%s that can be parsed: %j', (language, code) => {
  expect(codeFault(language, code)).toBeNull()
})

test.each([
  ['json', '{\n  "a": 1,\n}', 3, /^JSON: /],
  ['json', "{ 'a': 1 }", 1, /^JSON: /],
  ['json', '{\n  // no\n}', 2, /^JSON: /],
  ['json', '', 1, /^JSON: Unexpected end/],
  ['yaml', 'a: 1\na: 2', 2, /^YAML: Map keys must be unique/],
  ['yaml', 'a:\n  - b\n c: 1', 3, /^YAML: /],
  ['yaml', 'a: !Refer b', 1, /^YAML: Unresolved tag: !Refer/],
  ['yaml', 'a: !!python/none b', 1, /^YAML: Unresolved tag/],
  ['yaml', 'x: 1\na: "open\nb: 1', 2, /^YAML: Missing closing/],
])('%s that cannot: %j', (language, code, line, why) => {
  expect(codeFault(language, code)).toEqual({ line, why: expect.stringMatching(why) })
})
