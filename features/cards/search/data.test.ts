import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { SEARCH_FILES } from './schema'

const root = mkdtempSync(join(tmpdir(), 'search-'))
mkdirSync(join(root, '.generated/search'), { recursive: true })
const write = (text: string) => {
  for (const file of SEARCH_FILES)
    writeFileSync(join(root, `.generated/search/${file}.json`), `"${text} ${file}"`)
}
vi.spyOn(process, 'cwd').mockReturnValue(root)
const { getSearchFile, getSearchUrls, listSearchFiles } = await import('./data')
afterAll(() => rmSync(root, { recursive: true }))

test('each file is served under a name that follows its content', () => {
  write('one')
  const before = getSearchUrls()
  expect(before.index).toMatch(/^\/search\/index-[\w-]{8}\.json$/)
  expect(getSearchFile(before.texts.replace('/search/', ''))).toBe('"one texts"')
  write('two')
  expect(getSearchUrls().index).not.toBe(before.index)
  expect(listSearchFiles()).toHaveLength(3)
})

test('no other name is served', () => {
  expect(getSearchFile('../content.json')).toBeNull()
})
