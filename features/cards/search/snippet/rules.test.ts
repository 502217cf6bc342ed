import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hitPattern, marked, snippetOf } from './rules'

const shown = (runs: { text: string; hit: boolean }[]) =>
  runs.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')

describe('marks', () => {
  test.each([
    ['Dead-letter queues need alarms', ['queue', 'alarm'], 'Dead-letter [queues] need [alarms]'],
    ['It retries; you retry', ['retry'], 'It [retries]; you [retry]'],
    ['an unauthorized author', ['author'], 'an unauthorized [author]'],
    ['costs $LATEST (1.5)', ['1', '$latest'], 'costs [$LATEST] ([1].5)'],
    ['nothing here', [], 'nothing here'],
  ])('%s', (text, terms, expected) => {
    expect(shown(marked(text, hitPattern(terms)))).toBe(expected)
  })

  test('lose nothing of the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (text, terms) => {
        const runs = marked(text, hitPattern(terms))
        expect(runs.map((run) => run.text).join('')).toBe(text)
      }),
    )
  })
})

describe('a snippet', () => {
  const filler = 'words that nobody looks for '.repeat(20)

  test('is the whole of a short text', () => {
    expect(shown(snippetOf('A short text.', hitPattern(['short'])))).toBe('A [short] text.')
  })

  test('is cut around the stretch with most of the words', () => {
    const text = `cold ${filler}cold start here ${filler}`
    const snippet = shown(snippetOf(text, hitPattern(['cold', 'start'])))
    expect(snippet).toContain('[cold] [start] here')
    expect(snippet).toMatch(/^… .* …$/)
  })

  test('begins with the text if nothing is marked', () => {
    expect(shown(snippetOf(filler, null))).toMatch(/^words that .* …$/)
  })

  test('is never long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 900 }), fc.array(fc.string()), (text, terms) => {
        const length = snippetOf(text, hitPattern(terms)).reduce(
          (sum, run) => sum + run.text.length,
          0,
        )
        expect(length).toBeLessThanOrEqual(154)
      }),
    )
  })
})
