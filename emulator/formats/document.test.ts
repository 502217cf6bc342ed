import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from './document'
import { FormatError } from './format-error'
import { jsonOf } from './node'

const message = (text: string): string => {
  try {
    readDocument(text)
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
    return (error as FormatError).message
  }
  return 'read'
}

describe('documents', () => {
  it('format.located: YAML that does not parse names line and column', () => {
    expect(message('a: 1\nb: [1, 2')).toMatch(/^line 2, column \d+: expected YAML or JSON, found /)
    expect(message('{"a": }x')).toMatch(/^line 1, column /)
    expect(message('')).toBe('line 1, column 1: expected a document, found nothing')
  })

  it('format.located: a name that stands twice', () => {
    expect(message('a:\n  b: 1\n  b: 2')).toBe(
      'line 3, column 3 (a.b): expected a name once, found it again',
    )
  })

  it('format.located: a tag that nobody knows', () => {
    expect(message('a: !Reff x')).toBe(
      'line 1, column 10 (a): expected a tag that CloudFormation knows, found !Reff',
    )
  })

  it('format.sam-tags: short tags become their long forms', () => {
    const node = readDocument(
      `[!Ref A, !Sub "\${A}", !GetAtt A.Arn, !If [c, 1, !Ref AWS::NoValue]]`,
    )
    expect(jsonOf(node)).toEqual([
      { Ref: 'A' },
      { 'Fn::Sub': `\${A}` },
      { 'Fn::GetAtt': 'A.Arn' },
      { 'Fn::If': ['c', 1, { Ref: 'AWS::NoValue' }] },
    ])
  })

  it('merges maps and writes aliases out', () => {
    const node = readDocument('a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3\nc: *x')
    expect(jsonOf(node)).toEqual({ a: { k: 1, l: 2 }, b: { k: 3, l: 2 }, c: { k: 1, l: 2 } })
  })

  it('keeps numbers as they were written', () => {
    const node = readDocument('version: 1.0\naccount: 012345678901\nday: 2010-09-09')
    expect(
      node.kind === 'map' && [...node.entries.values()].map((one) => 'text' in one && one.text),
    ).toEqual(['1.0', '012345678901', '2010-09-09'])
  })

  it('reads JSON with tabs and surrogate escapes', () => {
    const text = '{\n\t"a":\t"\\ud83d\\ude00 \\/",\n\t"b": [1e3, -0.5, null, true]\n}'
    expect(jsonOf(readDocument(text))).toEqual({ a: '😀 /', b: [1000, -0.5, null, true] })
  })

  it('format.located: an alias within itself', () => {
    expect(message('a: &x [1, *x]')).toContain('an alias that does not lead back to itself')
    expect(message('a: *x')).toContain('an anchor &x before this')
  })

  it('format.located: a bomb of aliases stops', () => {
    const levels = Array.from({ length: 12 }, (_, i) => {
      const list = Array.from({ length: 9 }, () => `*l${i}`).join(', ')
      return `l${i + 1}: &l${i + 1} [${list}]`
    })
    expect(message(`l0: &l0 [lol]\n${levels.join('\n')}`)).toContain('at most 200,000 values')
  })

  it('format.located: depth and size stop', () => {
    expect(message('['.repeat(5_000))).toMatch(/^line 1, column \d+/)
    expect(message(`${'['.repeat(150)}1${']'.repeat(150)}`)).toContain('at most 100 levels')
    expect(message('x'.repeat(1_000_001))).toContain(
      'at most 1,000,000 characters, found 1,000,001',
    )
  })

  it('reads every JSON value as JSON does', () => {
    const names = fc
      .string({ unit: 'binary' })
      .filter((name) => name !== '__proto__' && name !== '<<')
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }))
    fc.assert(
      fc.property(fc.array(value), fc.constantFrom(0, 2, '\t'), (list, indent) => {
        expect(jsonOf(readDocument(JSON.stringify(list, null, indent)))).toEqual(list)
      }),
      { numRuns: 50 },
    )
  })

  it('throws nothing but a located FormatError', () => {
    const piece = fc.constantFrom(
      ...'{ } [ ] : , - ? & * ! | > " \' # % @ ` \n a: &a *a <<: !Ref !Sub !If !!binary --- ... \t'.split(
        ' ',
      ),
      ' ',
      '\n  ',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join(' ')),
        ),
        (text) => {
          expect(message(text)).toMatch(/^read$|^line \d+, column \d+/)
        },
      ),
      { numRuns: 500 },
    )
  })
})
