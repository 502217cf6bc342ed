import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { figuresSchema } from '@/emulator/schema/figures'
import { figuresFor } from './rules'

const stated = parse(readFileSync('content/figures.yaml', 'utf8'))

describe('figuresFor', () => {
  const figures = figuresFor(stated)

  it('is what the emulator asks for', () => {
    expect(figuresSchema.safeParse(figures).success).toBe(true)
  })

  it('says what the emulator’s own tests count with', () => {
    const { prices, limits } = figures
    expect(limits).toEqual(FIGURES.limits)
    expect(prices.restRequest.map(({ upTo }) => upTo)).toEqual(
      FIGURES.prices.restRequest.map(({ upTo }) => upTo),
    )
    expect(prices.restRequest[0]?.price).toBeCloseTo(3.5e-6, 12)
    expect(prices.lambda.arm64.gbSecond).toEqual([
      { upTo: 7.5e9, price: 0.0000133334 },
      { upTo: 18.75e9, price: 0.0000120001 },
      { price: 0.0000106667 },
    ])
    expect(prices.cacheHour).toMatchObject(FIGURES.prices.cacheHour)
  })

  it('names the figure that is missing or is no number', () => {
    const { 'apigw.payload': _, ...rest } = stated.figures
    expect(() => figuresFor({ ...stated, figures: rest })).toThrow('apigw.payload')
  })
})
