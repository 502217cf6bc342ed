import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compiledCard, compilePreview } from './card/rules'
import { draftsOf, noteProblem, ordinalsOf, plain, type Sides } from './drafts/rules'
import { asTag, isOwnId, ownCardId, readOwnCardId, readTags } from './rules'
import { contentSchema, type NoteContent, OWN_KINDS, type OwnNote } from './schema'

const content = (change: Partial<NoteContent>): NoteContent => ({
  kind: 'basic',
  front: 'Q',
  back: 'A',
  extra: '',
  tags: [],
  sourceHref: null,
  ...change,
})

describe('ids', () => {
  test('say which note and card they are of, and nothing else is one', () => {
    const note = randomUUID()
    expect(readOwnCardId(ownCardId(note, 12))).toEqual({ noteId: note, ordinal: 12 })
    expect(isOwnId(ownCardId(note, 1))).toBe(true)
    for (const id of ['pricing.free', 'own.x.1', `own.${note}.0`, `own.${note}.01`, `own.${note}`])
      expect(readOwnCardId(id)).toBeNull()
  })

  test('editing keeps them: a text says by itself which cards it makes', () => {
    const kind = fc.constantFrom(...OWN_KINDS)
    const gaps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 })
    const words = fc.stringMatching(/^[a-z ]{1,12}$/)
    fc.assert(
      fc.property(kind, gaps, words, words, (chosen, numbers, before, after) => {
        const text = (word: string): Sides => ({
          kind: chosen,
          front: numbers.map((number) => `${word} {{c${number}::${word}}}`).join('\n'),
          back: word,
        })
        const ids = ordinalsOf(text(before))
        expect(ordinalsOf(text(after))).toEqual(ids)
        expect(draftsOf(text(after)).map(({ ordinal }) => ordinal)).toEqual(ids)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })
})

describe('what can be saved', () => {
  test.each([
    [{}, null],
    [{ front: ' ' }, /front is empty/],
    [{ back: '\n' }, /back is empty: write the answer/],
    [{ kind: 'typed', back: '' }, /to be typed/],
    [{ kind: 'reverse', back: '' }, /second card/],
    [{ kind: 'cloze', front: 'no gap', back: '' }, /hides something/],
    [{ kind: 'cloze', front: '{{c1::}} x', back: '' }, /c1 hides nothing/],
    [{ kind: 'cloze', front: '{{c500::a}}', back: '' }, /up to c499/],
    [{ kind: 'cloze', front: '{{c1::a}}', back: '' }, null],
    [{ front: '>'.repeat(200) }, /nested too deeply/],
    [{ kind: 'cloze', front: `${'{{c1::a'.repeat(9)}${'}}'.repeat(9)}`, back: '' }, /up to 8 deep/],
  ] as const)('%j: %s', (change, problem) => {
    const told = noteProblem(content(change))
    if (problem === null) expect(told).toBeNull()
    else expect(told).toMatch(problem)
  })

  test('fifty cards of one text are the most', () => {
    const text = (count: number) =>
      Array.from({ length: count }, (_, at) => `{{c${at + 1}::a}}`).join(' ')
    expect(noteProblem(content({ kind: 'cloze', front: text(50) }))).toBeNull()
    expect(noteProblem(content({ kind: 'cloze', front: text(51) }))).toMatch(
      /51 cards; 50 are the most/,
    )
  })

  test.each([
    [{ front: 'x'.repeat(8_001) }],
    [{ tags: ['two words'] }],
    [{ tags: Array.from({ length: 21 }, (_, at) => `t${at}`) }],
    [{ sourceHref: 'javascript:alert(1)' }],
    [{ sourceHref: '//evil.example' }],
    [{ sourceHref: 'data:text/html,x' }],
    [{ kind: 'other' }],
  ])('the door refuses %j', (change) => {
    expect(contentSchema.safeParse({ ...content({}), ...change }).success).toBe(false)
  })

  test.each(['https://a.example/b', '/topics/pricing#free'])('a source may be %s', (sourceHref) => {
    expect(contentSchema.safeParse(content({ sourceHref })).success).toBe(true)
  })
})

describe('cards', () => {
  const uncoloured = (code: string) => [[{ text: code, kind: null }]]
  const note = (change: Partial<NoteContent>): OwnNote => ({
    ...content(change),
    id: randomUUID(),
    origin: 'own',
    createdAt: '2026-11-22T12:00:00.000Z',
    updatedAt: '2026-11-22T12:00:00.000Z',
    meaningVersion: 1,
  })

  test('a reverse asks the other way round, in the same group', () => {
    const both = note({ kind: 'reverse', front: 'REST', back: '**old**' })
    const [one, two] = [1, 2].map((ordinal) => compiledCard(both, ordinal, uncoloured))
    expect(one).toMatchObject({ kind: 'basic', frontText: 'REST', backText: 'old' })
    expect(two).toMatchObject({ kind: 'reverse', frontText: 'old', backText: 'REST' })
    expect(one?.group).toBe(two?.group)
    expect(one?.hash).not.toBe(two?.hash)
  })

  test('a cloze hides one number and shows the others', () => {
    const text = note({ kind: 'cloze', front: '{{c1::15::min}} and {{c2::`6` MB}}', back: '' })
    const card = compiledCard(text, 2, uncoloured)
    expect(card.frontHtml).toBe('15 and <span class="blank">[…]</span>')
    expect(card.backHtml).toBe('15 and <code><strong>6</strong></code><strong> MB</strong>')
    expect(card.backText).toBe('6 MB')
    expect(draftsOf(text)).toMatchObject([
      { ordinal: 1, frontText: '[min] and 6 MB', backText: '15' },
      { ordinal: 2, frontText: '15 and […]', backText: '6 MB' },
    ])
  })

  test('the hash follows the text, not tags and extras', () => {
    const hash = (change: Partial<NoteContent>) => draftsOf(content(change))[0]?.hash
    expect(hash({ tags: ['a'], extra: 'b' })).toBe(hash({}))
    expect(hash({ back: 'B' })).not.toBe(hash({}))
  })

  test('a preview of many cards compiles the first few', () => {
    const front = Array.from({ length: 800 }, (_, at) => `{{c${at + 1}::a}}`).join('')
    const { cards, total } = compilePreview(content({ kind: 'cloze', front }), uncoloured)
    expect([cards.length, total]).toEqual([6, 800])
  })

  test('a preview shows what is there, even half a note', () => {
    expect(compilePreview(content({ front: 'Q', back: '' }), uncoloured).total).toBe(1)
    expect(compilePreview(content({ kind: 'cloze', front: 'Q {{c1' }), uncoloured).cards).toEqual(
      [],
    )
  })
})

test.each([
  ['**bold** and `code`', 'bold and code'],
  ['# A\n\n- b\n- c', 'A b c'],
  ['[a](https://x) ![b](media:c)', 'a b'],
  ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
  ['```js\nlet a\n```', 'let a'],
  ['| a | b |\n|---|:-:|\n| 1 | a || b |', 'a b 1 a b'],
  ['a || b', 'a || b'],
])('%j in a list is %j', (markdown, text) => expect(plain(markdown)).toBe(text))

test('tags are single words', () => {
  expect(readTags('aws, lambda  aws "x"')).toEqual(['aws', 'lambda', 'x'])
  expect(asTag(' two words ')).toBe('two-words')
  expect(asTag('"')).toBeNull()
})
