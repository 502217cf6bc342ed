import { expect, test } from 'vitest'
import { standInFor } from './manifest'

test.each([
  ['/review', '/offline/review'],
  ['/review/anything', '/offline/review'],
  ['/reviewing', '/offline'],
  ['/', '/offline'],
  ['/progress', '/offline'],
])('without the network %s leads to %s', (path, page) => {
  const standIns: [string, string][] = [
    ['/review', '/offline/review'],
    ['/', '/offline'],
  ]
  expect(standInFor(path, standIns)).toBe(page)
})
