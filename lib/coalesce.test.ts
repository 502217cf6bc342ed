import { describe, expect, test } from 'vitest'
import { coalesce } from './coalesce'

describe('coalesce', () => {
  test('a job that comes alone runs at once, those that come meanwhile run together', async () => {
    const runs: number[][] = []
    const double = coalesce(async (jobs: number[]) => {
      runs.push(jobs)
      await new Promise((resolve) => setTimeout(resolve, 40))
      return jobs.map((job) => job * 2)
    }, 3)
    const first = double(1)
    await new Promise((resolve) => setTimeout(resolve, 2))
    expect(await Promise.all([first, ...[2, 3, 4, 5].map(double)])).toEqual([2, 4, 6, 8, 10])
    expect(runs).toEqual([[1], [2, 3, 4], [5]])
  })

  test('a job that cannot succeed takes no other along', async () => {
    const half = coalesce(async (jobs: number[]) => {
      await Promise.resolve()
      if (jobs.includes(3)) throw new Error('three')
      return jobs
    }, 8)
    const outcomes = await Promise.allSettled([1, 2, 3, 5].map(half))
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(await half(7)).toBe(7)
  })
})
