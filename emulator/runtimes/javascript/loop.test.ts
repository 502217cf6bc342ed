import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Loop } from './loop'
import { makeTimers } from './timers'

const macrotask = (run: () => void) => void setImmediate(run)
const START = 1_000_000
const never = () => false
const fail = (error: unknown) => {
  throw error
}

describe('the event loop in the world’s time', () => {
  it('runs timers at their instants, in the order of time and then of setting', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 12 }),
        async (delays) => {
          const loop = new Loop(START, macrotask)
          const { setTimeout } = makeTimers(loop)
          const ran: [number, number][] = []
          for (const [index, delay] of delays.entries())
            setTimeout(() => ran.push([loop.now - START, index]), delay)
          expect(await loop.run(never, START + 100, fail)).toBe('drained')
          const expected = delays
            .map((delay, index): [number, number] => [delay, index])
            .sort(([a, i], [b, j]) => a - b || i - j)
          expect(ran).toEqual(expected)
        },
      ),
      { numRuns: 50 },
    )
  })
  it('gives the same order of things however long the machine takes to answer', async () => {
    const question = fc.record({
      real: fc.integer({ min: 0, max: 4 }),
      durationMs: fc.integer({ min: 0, max: 20 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(question, { maxLength: 6 }), async (questions) => {
        const loop = new Loop(START, macrotask)
        const order: number[] = []
        const work = questions.map(async ({ real, durationMs }, index) => {
          const answered = new Promise<{ durationMs: number }>((resolve) =>
            setTimeout(() => resolve({ durationMs }), real),
          )
          await loop.ask(answered)
          order.push(index)
        })
        await loop.run(never, START + 1000, fail)
        await Promise.all(work)
        const expected = questions
          .map(({ durationMs }, index) => ({ durationMs, index }))
          .sort((a, b) => a.durationMs - b.durationMs || a.index - b.index)
        expect(order).toEqual(expected.map(({ index }) => index))
        expect(loop.now - START).toBe(Math.max(0, ...questions.map((one) => one.durationMs)))
      }),
      { numRuns: 30 },
    )
  })
  it('stands at the deadline when something would come later', async () => {
    const loop = new Loop(START, macrotask)
    const { setTimeout } = makeTimers(loop)
    let ran = false
    setTimeout(() => {
      ran = true
    }, 51)
    expect(await loop.run(never, START + 50, fail)).toBe('deadline')
    expect([ran, loop.now]).toEqual([false, START + 50])
  })
  it('repeats intervals until they are cleared, and lets unreferenced timers go', async () => {
    const loop = new Loop(START, macrotask)
    const { setInterval, setTimeout, clearInterval } = makeTimers(loop)
    let ticks = 0
    const interval = setInterval(() => {
      if (++ticks === 3) clearInterval(interval)
    }, 10)
    setTimeout(fail, 1000).unref()
    expect(await loop.run(never, START + 5000, fail)).toBe('drained')
    expect([ticks, loop.now - START]).toEqual([3, 30])
  })
  it('lets a clock that is only looked at go on', () => {
    const loop = new Loop(START, macrotask)
    let looks = 0
    while (loop.read() < START + 5) looks++
    expect(looks).toBeGreaterThan(1000)
    expect(loop.now).toBeCloseTo(START + 5, 2)
  })
})
