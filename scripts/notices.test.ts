import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { notices, repositoryOf } from './notices.mjs'

const root = join(import.meta.dirname, '..')

describe('third-party notices', () => {
  it('are current; run npm run notices if not', () => {
    expect(readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8')).toBe(notices(root))
  })

  it('name the licence of every package', () => {
    expect(notices(root)).not.toMatch(/see its folder|undefined/)
  })

  it.each([
    [{ repository: 'github:honojs/hono' }, 'https://github.com/honojs/hono'],
    [{ repository: 'honojs/hono' }, 'https://github.com/honojs/hono'],
    [{ repository: { url: 'git+https://github.com/a/b.git' } }, 'https://github.com/a/b'],
    [{ repository: { url: 'git+ssh://git@github.com/a/b.git' } }, 'https://github.com/a/b'],
    [{ repository: { url: 'git@github.com:a/b.git' } }, 'https://github.com/a/b'],
    [{ repository: { url: 'git://github.com/a/b.git#main' } }, 'https://github.com/a/b'],
    [{ homepage: 'https://a.dev' }, 'https://a.dev'],
    [{}, 'https://www.npmjs.com/package/thing'],
  ])('%o is at %s', (manifest, home) => {
    expect(repositoryOf('thing', manifest)).toBe(home)
  })
})
