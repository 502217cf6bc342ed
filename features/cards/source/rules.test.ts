import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { parseYaml } from './rules'

const schema = z.strictObject({ id: z.string(), parts: z.array(z.string()) })

test('what fits comes back with the lines of its parts', () => {
  const { value, problems, lineOf } = parseYaml(
    'a.yaml',
    'id: x\nparts:\n  - a\n  - b\n',
    schema,
    1,
  )
  expect(problems).toEqual([])
  expect(value).toEqual({ id: 'x', parts: ['a', 'b'] })
  expect(lineOf(['id'])).toBe(2)
  expect(lineOf(['parts'])).toBe(3)
  expect(lineOf(['parts', 1])).toBe(5)
  expect(lineOf(['parts', 9])).toBe(3)
  expect(lineOf(['nothing'])).toBe(2)
  expect(lineOf([])).toBe(2)
})

test('every issue comes back, each with its line', () => {
  const { value, problems } = parseYaml('a.yaml', 'id: 5\nparts: [a, 1.5]\nmore: x\n', schema)
  expect(value).toBeNull()
  expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    '1: id: is read as a number: write it in quotes, "5"',
    '2: parts: 1: is read as a number: write it in quotes, "1.5"',
    '3: the file: there is no field "more": remove it or correct its name',
  ])
})

test('never throws, and says something wherever it gives nothing', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      'id',
      ': ',
      '- ',
      '\n',
      '  ',
      '*',
      '&',
      '!',
      '"',
      '[',
      '{',
      '|',
      '#',
      '<<',
    ),
  })
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), (source) => {
      const { value, problems } = parseYaml('a.yaml', source, schema)
      expect(value === null).toBe(problems.length > 0)
      for (const { line } of problems) {
        expect(line).toBeGreaterThanOrEqual(1)
        expect(line).toBeLessThanOrEqual(source.split('\n').length)
      }
    }),
    { numRuns: 500 },
  )
})
