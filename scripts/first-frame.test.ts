import { describe, expect, test } from 'vitest'
import { compiledEarly, inlineSheets, lateScripts } from './first-frame'

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

describe('inlineSheets', () => {
  const SHEETS: Record<string, string> = {
    '/_next/static/chunks/a.css': 'a{src:url(../media/a.woff2)}',
    '/_next/static/chunks/b.css': 'b{src:url("data:x,y")}c{src:url(/d.svg)}$&',
    '/_next/static/chunks/bad.css': 'b{content:"</style>"}',
  }
  const inlined = (...names: string[]) =>
    inlineSheets(
      `<head>${names.map((name) => `<link rel="stylesheet" href="/_next/static/chunks/${name}.css" data-precedence="next"/>`).join('')}<title>t</title></head>`,
      (href) => SHEETS[href] as string,
    )

  test('each sheet stands before its own link, which asks for nothing', () => {
    expect(inlined('a', 'b')).toBe(
      '<head><style>a{src:url(/_next/static/media/a.woff2)}</style>' +
        '<link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next" disabled=""/>' +
        '<style>b{src:url("data:x,y")}c{src:url(/d.svg)}$&</style>' +
        '<link rel="stylesheet" href="/_next/static/chunks/b.css" data-precedence="next" disabled=""/>' +
        '<title>t</title></head>',
    )
  })

  test('a sheet that would end its element is refused', () => {
    expect(() => inlined('bad')).toThrow('bad.css')
  })

  test('a page without sheets stays as it is', () => {
    expect(inlined()).toBe('<head><title>t</title></head>')
  })
})

test('a script is marked once, at its very beginning', () => {
  const marked = compiledEarly('run()')
  expect(marked).toBe('//# allFunctionsCalledOnLoad\nrun()')
  expect(compiledEarly(marked)).toBe(marked)
})
