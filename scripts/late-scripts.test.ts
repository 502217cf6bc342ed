import { describe, expect, test } from 'vitest'
import { lateScripts } from './late-scripts'

const PAGE =
  '<html><head><link rel="preload" as="script" fetchPriority="low" href="/b.js"/><script src="/a.js" async=""></script>' +
  '<script src="/old.js" noModule=""></script></head><body><p>text</p><script src="/b.js" id="_R_" async=""></script></body></html>'

describe('lateScripts', () => {
  test('async scripts are preloaded once each and started at the end, others stay', () => {
    const page = lateScripts(PAGE)
    expect(page).not.toContain('async=""')
    expect(page).toContain('noModule')
    expect(page.match(/rel="preload"/g)).toHaveLength(2)
    expect(page).toMatch(/\[\["\/a\.js",""\],\["\/b\.js","_R_"\]\].*<\/script><\/body>/)
  })

  test('a page without scripts stays as it is', () => {
    expect(lateScripts('<html><head></head><body></body></html>')).toBe(
      '<html><head></head><body></body></html>',
    )
  })
})
