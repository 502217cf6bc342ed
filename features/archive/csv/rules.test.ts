import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OWN_KINDS } from '@/features/cards/own/schema'
import { FileProblem } from '../schema'
import {
  disarm,
  findDelimiter,
  guessOptions,
  notesOfTable,
  type OutgoingText,
  readTable,
  rearm,
  writeTable,
} from './rules'

const options = (text: string) => guessOptions(text)
const notesOf = (text: string) => {
  const found = guessOptions(text)
  return notesOfTable(readTable(text, found.delimiter), found)
}

describe('a table', () => {
  test.each([
    ['a,b\nc,d', ','],
    ['a;b\nc;d', ';'],
    ['a\tb\nc\td', '\t'],
    ['a|b\nc|d', '|'],
    ['"x, y";b\n"z, w";d\nv;u', ';'],
    ['#separator:tab\n#html:false\na, b\tc', '\t'],
    ['only one column', ','],
  ])('%j is set apart by %j', (text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter)
  })

  test('a first row that names columns is a header, in any order', () => {
    expect(options('Answer,Tags,Question,Page\nb,t,f,9')).toEqual({
      delimiter: ',',
      header: true,
      roles: ['back', 'tags', 'front', 'none'],
      kind: 'basic',
    })
    expect(options('Paris,France\nRome,Italy')).toMatchObject({
      header: false,
      roles: ['front', 'back'],
    })
  })

  test('what Anki writes above its text exports is followed', () => {
    const text =
      '#separator:tab\n#html:false\n#guid column:1\n#notetype column:2\n#tags column:5\nabc\tBasic\tQ\tA\tx y\n'
    expect(notesOf(text)).toEqual([
      expect.objectContaining({ guid: 'abc', front: 'Q', back: 'A', tags: ['x', 'y'] }),
    ])
  })

  test('quotes, line breaks and clozes in cells; kinds by name or by marks', () => {
    const text =
      'front,back,kind,extra\n"two\nlines","say ""hi""",,\n"{{c1::x}} y",below,,more\nf,b,typed,\n'
    expect(notesOf(text)).toEqual([
      expect.objectContaining({ kind: 'basic', front: 'two\nlines', back: 'say "hi"' }),
      expect.objectContaining({ kind: 'cloze', back: '', extra: 'below\n\nmore' }),
      expect.objectContaining({ kind: 'typed' }),
    ])
  })

  test('too many rows or columns are refused with a sentence', () => {
    expect(() => readTable('a,b\n'.repeat(50_010), ',')).toThrow(FileProblem)
    expect(() => readTable(','.repeat(200), ',')).toThrow(/at most 100/)
  })
})

const text = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((value) => value.replace(/\r\n?/g, '\n').trim())
const some = text.filter((value) => value !== '')
const outgoing: fc.Arbitrary<OutgoingText> = fc
  .record({
    guid: fc.stringMatching(/^[\w.:-]{1,20}$/),
    kind: fc.constantFrom(...OWN_KINDS),
    front: fc.oneof(some, fc.constantFrom('=1+1', "'=x", '- a list', '{{c1::x}}', '"', ',;\t|')),
    back: some,
    extra: text,
    tags: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}(::[a-z]{1,5})?$/), { maxLength: 3 }),
  })
  .map((note) => (note.kind === 'cloze' ? { ...note, back: '' } : note))

describe('round trip', () => {
  test('a cell that begins like a formula is disarmed, and comes back', () => {
    expect(disarm('=cmd()')).toBe("'=cmd()")
    expect(disarm('plain')).toBe('plain')
    fc.assert(fc.property(fc.string(), (value) => rearm(disarm(value)) === value))
    fc.assert(fc.property(fc.string(), (value) => !/^[=+\-@\t\r]/.test(disarm(value))))
  })

  test.each([',', '\t'] as const)('any notes come back, set apart by %j', (delimiter) => {
    fc.assert(
      fc.property(fc.array(outgoing, { minLength: 1, maxLength: 6 }), (notes) => {
        const written = writeTable(notes, delimiter)
        const read = notesOfTable(readTable(written, delimiter), {
          ...guessOptions(written),
          delimiter,
        })
        expect(
          read.map(({ guid, kind, front, back, extra, tags }) => ({
            ...{ guid, kind, front, back, extra, tags },
          })),
        ).toEqual(notes)
      }),
      { numRuns: 500 },
    )
  })
})
