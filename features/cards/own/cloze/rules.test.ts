import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Cloze,
  clozeDepth,
  clozeFace,
  clozeNumbers,
  type Piece,
  parseCloze,
  printCloze,
} from './rules'

const face = {
  blank: (hint: string | null) => `[${hint ?? '…'}]`,
  answer: (text: string) => `<${text}>`,
}
const sides = (text: string, number: number) => [
  clozeFace(parseCloze(text), number, face, 'blank'),
  clozeFace(parseCloze(text), number, face, 'answer'),
]

describe('clozes as Anki writes them', () => {
  test.each([
    ['{{c1::Lambda}} runs', 1, '[…] runs', '<Lambda> runs'],
    ['{{c1::15::minutes}}', 1, '[minutes]', '<15>'],
    ['{{c1::a}} {{c2::b}}', 2, 'a […]', 'a <b>'],
    ['{{c1::a}} {{c1::b}}', 1, '[…] […]', '<a> <b>'],
    ['{{c1::a {{c2::b}} c}}', 1, '[…]', '<a b c>'],
    ['{{c1::a {{c2::b}} c}}', 2, 'a […] c', 'a <b> c'],
    ['{{c1::std::vector}}', 1, '[vector]', '<std>'],
    ['`{ "a": {{c1::1}} }`', 1, '`{ "a": […] }`', '`{ "a": <1> }`'],
    ['{{c1::{"a":1}}}', 1, '[…]}', '<{"a":1>}'],
  ])('%s, card %i', (text, number, front, back) => {
    expect(sides(text, number)).toEqual([front, back])
  })

  test.each([
    ['no gaps', []],
    ['{{c1::open', []],
    ['{{c0::a}}', []],
    ['{{c::a}}', []],
    ['{{c01::a}}', []],
    ['{{c3::a}} {{c1::b {{c2::c}}}} {{c3::d}}', [1, 2, 3]],
    ['{{c1::open {{c2::closed}}', [2]],
  ])('%s has the cards %j', (text, numbers) => {
    expect(clozeNumbers(text)).toEqual(numbers)
  })

  const word = fc.stringMatching(/^[a-z .*`\n]{1,8}$/)
  const tree = fc.letrec<{ pieces: Piece[]; cloze: Cloze }>((tie) => ({
    cloze: fc.record({
      number: fc.integer({ min: 1, max: 999 }),
      content: tie('pieces'),
      hint: fc.option(word, { nil: null }),
    }),
    pieces: fc
      .array(fc.oneof({ maxDepth: 3 }, word, tie('cloze')), { maxLength: 4 })
      // Neighbouring texts are one text.
      .map((pieces) =>
        pieces.filter(
          (piece, at) => typeof piece !== 'string' || typeof pieces[at - 1] !== 'string',
        ),
      ),
  })).pieces

  test('what is printed is read as it was', () => {
    fc.assert(
      fc.property(tree, (pieces) => {
        expect(parseCloze(printCloze(pieces))).toEqual(pieces)
      }),
    )
  })

  test('any text at all is printed as it was read', () => {
    const broken = fc
      .array(fc.constantFrom('{{c1::', '{{c2::', '}}', '{', '}', '::', 'a', ' ', '\n', '{{c0::'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(broken, fc.string({ unit: 'binary' })), (text) => {
        expect(printCloze(parseCloze(text))).toBe(text)
      }),
    )
  })

  test('a thousand of them within one another are read', () => {
    const before = process.cpuUsage()
    const text = '{{c1::'.repeat(1_000) + '}}'.repeat(1_000)
    expect(clozeNumbers(text)).toEqual([1])
    expect(clozeDepth(parseCloze(text))).toBe(1_000)
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3_000)
  })
})
