import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { figuresSchema } from '@/features/cards/schema'
import { GENERATORS } from '@/features/quiz/generators/rules'
import { checkGenerators } from './generators'

const figures = figuresSchema.parse(parse(readFileSync('content/figures.yaml', 'utf8')))
const ids = GENERATORS.map(({ id }) => `exercise ${id}`)

test('generators of our figures can be asked', () => {
  expect(checkGenerators({ ids }, figures)).toEqual([])
})

test('a figure that is missing is an error of the figures, for each generator that needs it', () => {
  const { 'price.egress': _, ...rest } = figures.figures
  const only = ['exercise gen.egress', 'exercise gen.backoff']
  expect(checkGenerators({ ids: only }, { ...figures, figures: rest })).toEqual([
    {
      file: 'content/figures.yaml',
      line: 1,
      severity: 'error',
      message: 'gen.egress cannot be made: content/figures.yaml: the generators need price.egress',
    },
  ])
})

test('content without a bank has none', () => {
  expect(checkGenerators({ ids: [] }, { ...figures, figures: {} })).toEqual([])
})
