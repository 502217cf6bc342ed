import { describe, expect, test } from 'vitest'
import { lateScripts, scriptFirst } from './late-scripts'

const PAGE =
  '<html><head><link rel="preload" as="script" fetchPriority="low" href="/b.js"/><script src="/a.js" async=""></script>' +
  '<script src="/old.js" noModule=""></script></head><body><p>text</p><script src="/b.js" id="_R_" async=""></script></body></html>'

describe('lateScripts', () => {
  test('async scripts are asked for at the end, none before; others stay', () => {
    const page = lateScripts(PAGE)
    expect(page).not.toContain('async=""')
    expect(page).toContain('noModule')
    expect(page).not.toContain('rel="preload"')
    expect(page).toMatch(/\[\["\/a\.js",""\],\["\/b\.js","_R_"\]\].*<\/script><\/body>/)
  })

  test('a page without scripts stays as it is', () => {
    expect(lateScripts('<html><head></head><body></body></html>')).toBe(
      '<html><head></head><body></body></html>',
    )
  })
})

describe('scriptFirst', () => {
  test('the first inline script of the head goes before the stylesheets, whole', () => {
    expect(
      scriptFirst(
        '<head><meta/><link rel="stylesheet" href="/a.css"/><link rel="stylesheet" href="/b.css"/><title>t</title><script>a$&b</script></head><body><script>later</script></body>',
      ),
    ).toBe(
      '<head><meta/><script>a$&b</script><link rel="stylesheet" href="/a.css"/><link rel="stylesheet" href="/b.css"/><title>t</title></head><body><script>later</script></body>',
    )
  })

  test.each([
    '<head><link rel="stylesheet" href="/a.css"/></head><body><script>later</script></body>',
    '<head></head>',
  ])('a head without one stays as it is: %s', (page) => {
    expect(scriptFirst(page)).toBe(page)
  })
})
