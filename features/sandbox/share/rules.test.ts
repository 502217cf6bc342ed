import fc from 'fast-check'
import { deflateSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { firstScenario, LANGUAGES, type Language, withFile } from '../bench/rules'
import { LONGEST_LINK, readFragment, writeFragment } from './rules'

const languages = Object.keys(LANGUAGES) as Language[]
const packed = (text: string) =>
  `1.${Buffer.from(deflateSync(strToU8(text), { level: 9 })).toString('base64url')}`

describe('a share link', () => {
  it('carries any scenario there and back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...languages),
        fc.string({ unit: 'grapheme' }),
        (language, text) => {
          const scenario = withFile(
            firstScenario(language, '2026-11-22'),
            LANGUAGES[language].file,
            text,
          )
          const written = writeFragment(scenario)
          if (!written.ok) throw new Error(written.error)
          expect(written.value).toMatch(/^1\.[\w-]+$/)
          expect(readFragment(`#${written.value}`)).toEqual({ ok: true, value: scenario })
        },
      ),
      { numRuns: 50 },
    )
  })

  it('is short for a usual scenario, and refused where it would get lost', () => {
    const first = firstScenario('javascript', '2026-11-22')
    const usual = writeFragment(first)
    expect(usual.ok && usual.value.length).toBeLessThan(1200)
    let noise = ''
    for (let n = 1; noise.length < 100_000; n = (n * 48_271) % 2_147_483_647)
      noise += n.toString(36)
    expect(writeFragment(withFile(first, 'index.mjs', noise))).toMatchObject({
      ok: false,
      error: expect.stringContaining('Export it'),
    })
  })

  it.each([
    ['', /carries no scenario/],
    ['#1.', /not whole/],
    ['#1.a.b', /not whole/],
    ['#2.abc', /later version/],
    ['#1.!!!', /damaged/],
    ['#1.AAAA', /damaged|not a scenario/],
    [packed('{"format":1}'), /not a scenario/],
    [packed('{'), /damaged/],
    [`1.${'A'.repeat(LONGEST_LINK)}`, /longer/],
    [packed(' '.repeat(9_000_000)), /damaged/],
  ])('%.20s is refused', (fragment, error) => {
    expect(readFragment(fragment)).toMatchObject({ ok: false, error: expect.stringMatching(error) })
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => !readFragment(`1.${text}`).ok))
  })
})
