import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publish, vanishedIds } from './rules'

const id = fc
  .tuple(fc.constantFrom('topic', 'question', 'path', 'card'), fc.stringMatching(/^[a-z]{1,4}$/))
  .map((parts) => parts.join(' '))
const ids = fc.array(id)

test('ids stand sorted, kind by kind', () => {
  const { text, added } = publish('', ['card b.x', 'card a.y', 'topic b', 'path p', 'question q'])
  expect(text).toBe(
    "# Ids that learners' memories hang on. Written by `npm run content:publish`, which only ever adds.\n\ntopic b\n\nquestion q\n\npath p\n\ncard a.y\ncard b.x\n",
  )
  expect(added).toHaveLength(5)
})

test('publishing keeps every id, adds each new one once, and then has nothing to add', () => {
  fc.assert(
    fc.property(ids, ids, (before, present) => {
      const first = publish('', before)
      const { text, added } = publish(first.text, present)
      expect(vanishedIds(text, new Set([...before, ...present]))).toEqual([])
      expect(vanishedIds(text, new Set())).toHaveLength(new Set([...before, ...present]).size)
      expect(added.some((one) => before.includes(one))).toBe(false)
      expect(publish(text, present)).toEqual({ text, added: [] })
    }),
  )
})

test('an id that is gone is named with its line, unless its deck cannot be read', () => {
  const published = '# ids\n\ntopic a\ncard a.x\ncard b.y\n'
  expect(vanishedIds(published, new Set(['topic a']), ['b'])).toMatchObject([
    { line: 4, message: expect.stringContaining('"card a.x" was published') },
  ])
})
