import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { swipeOf } from './rules'

const SIDE = 390

describe('a swipe', () => {
  test.each([
    ['left', -120, 4, { grade: 1, ready: true }],
    ['right', 120, -9, { grade: 3, ready: true }],
    ['up', 5, -120, { grade: 4, ready: true }],
    ['down', 0, 120, { grade: 2, ready: true }],
    ['a little to the right', 40, 0, { grade: 3, ready: false }],
    ['a tap', 3, 2, null],
    ['a slanted one', 100, 90, null],
  ])('%s', (_name, dx, dy, meant) => {
    expect(swipeOf(dx, dy, SIDE)).toEqual(meant)
  })

  test('going further never takes back what it meant, going back to the start always does', () => {
    const length = fc.double({ min: 1, max: 600, noNaN: true })
    const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true })
    fc.assert(
      fc.property(length, angle, (far, turn) => {
        const [dx, dy] = [Math.cos(turn) * far, Math.sin(turn) * far]
        const meant = swipeOf(dx, dy, SIDE)
        if (meant?.ready) expect(swipeOf(dx * 2, dy * 2, SIDE)).toEqual(meant)
        expect(swipeOf(0, 0, SIDE)).toBeNull()
      }),
    )
  })
})
