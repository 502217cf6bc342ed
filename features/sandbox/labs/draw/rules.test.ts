import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawNumbers, filled, filledHtml, freshSeed } from './rules'

const NUMBERS = {
  numbers: { table: ['orders', 'books'], limit: [3, 5, 7] },
  together: [
    { a: 1, b: 'one' },
    { a: 2, b: 'two' },
  ],
}

describe('drawing numbers', () => {
  test('a seed always draws the same, one of each list and one whole row', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (seed) => {
        const drawn = drawNumbers(NUMBERS, seed)
        expect(drawn).toEqual(drawNumbers(NUMBERS, seed))
        expect(NUMBERS.numbers.table).toContain(drawn.table)
        expect(NUMBERS.numbers.limit).toContain(drawn.limit)
        expect(NUMBERS.together).toContainEqual({ a: drawn.a, b: drawn.b })
      }),
    )
  })

  test('every value comes up', () => {
    const limits = Array.from({ length: 60 }, (_, seed) => drawNumbers(NUMBERS, seed).limit)
    expect(new Set(limits)).toEqual(new Set(NUMBERS.numbers.limit))
  })

  test.each([
    ['«table»', 'orders'],
    ['«limit+1» and «limit-1»', '6 and 4'],
    ['«nobody» stays', '«nobody» stays'],
    ['GET /«table»/{id}?max=«limit»', 'GET /orders/{id}?max=5'],
  ])('%s becomes %s', (text, expected) => {
    expect(filled(text, { table: 'orders', limit: 5 })).toBe(expected)
  })

  test('a value in HTML is text', () => {
    expect(filledHtml('<p>«name»</p>', { name: '<b>&"' })).toBe('<p>&lt;b&gt;&amp;&quot;</p>')
  })

  test('a fresh start has other numbers than the attempt before', () => {
    const source = 'numbers: { table: [orders, books, songs] }'
    for (let before = 1; before < 30; before += 1) {
      const seed = freshSeed(source, before + 1, before)
      expect(seed).toBeGreaterThan(before)
      expect(drawNumbers({ numbers: { table: ['orders', 'books', 'songs'] } }, seed)).not.toEqual(
        drawNumbers({ numbers: { table: ['orders', 'books', 'songs'] } }, before),
      )
    }
  })
})
