import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chosenOf, deedOf, keyOf, keyProblem, keysOf, keysProblem, type Press } from './rules'
import { type ChosenKeys, DEEDS, DEFAULT_KEYS } from './schema'

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  altGraph: false,
  ...held,
})

describe('the name of a key', () => {
  test.each<[string, Press, string | null]>([
    ['a space', press(' '), 'Space'],
    ['a letter', press('s'), 's'],
    ['a capital', press('S'), 's'],
    ['@ on an English keyboard', press('@'), '@'],
    [
      '@ by AltGr, which Windows reports as Ctrl and Alt',
      press('@', { ctrlKey: true, altKey: true, altGraph: true }),
      '@',
    ],
    ['@ by Option on a German Mac', press('@', { altKey: true }), '@'],
    ['Ctrl Z, which is the browser’s', press('z', { ctrlKey: true }), null],
    ['⌘ C', press('c', { metaKey: true }), null],
    ['Alt and an arrow, which goes back', press('ArrowLeft', { altKey: true }), null],
    ['Shift alone', press('Shift'), null],
    ['Enter', press('Enter'), 'Enter'],
  ])('%s', (_name, given, name) => {
    expect(keyOf(given)).toBe(name)
  })
})

describe('keys', () => {
  test('as they come are those of Anki, without a conflict', () => {
    expect(keysProblem({})).toBeNull()
    const deeds = ['Space', 'Enter', '1', '2', '3', '4', 'z', 's', '@', 'b', '-', 'f', 'e', 'i']
    expect(deeds.map((key) => deedOf(DEFAULT_KEYS, key))).toEqual([
      'show',
      'show',
      'again',
      'hard',
      'good',
      'easy',
      'undo',
      'suspend',
      'suspend',
      'bury',
      'bury',
      'flag',
      'edit',
      'why',
    ])
    expect(deedOf(DEFAULT_KEYS, 'q')).toBeNull()
  })

  test('that are taken are refused with what takes them', () => {
    expect(keyProblem(DEFAULT_KEYS, 'why', 's')).toBe(
      'The key s is taken by “Suspend the card”. Choose another one, or change that first.',
    )
    expect(keyProblem(DEFAULT_KEYS, 'why', '?')).toMatch(/list of keys/)
    expect(keyProblem(DEFAULT_KEYS, 'suspend', 's')).toBeNull()
    expect(keysProblem({ why: ['z'] })).toMatch(/taken by “Why this card now”|taken by “Undo/)
  })

  test('without a problem lead to one deed each, and what is kept leads back to them', () => {
    const keys = fc.constantFrom(
      '1',
      '2',
      '3',
      '4',
      'a',
      's',
      'z',
      '@',
      'Space',
      'Enter',
      '/',
      'F2',
    )
    const chosen = fc.dictionary(
      fc.constantFrom(...DEEDS),
      fc.uniqueArray(keys, { minLength: 1, maxLength: 2 }),
    ) as fc.Arbitrary<ChosenKeys>
    fc.assert(
      fc.property(chosen, (some) => {
        const all = keysOf(some)
        expect(keysOf(chosenOf(all))).toEqual(all)
        if (keysProblem(some) !== null) return
        for (const deed of DEEDS) for (const key of all[deed]) expect(deedOf(all, key)).toBe(deed)
      }),
    )
  })
})
