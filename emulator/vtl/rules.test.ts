import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('.', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const rules = read('rules.txt').trim().split('\n')
const ids = rules.map((line) => line.split(' ')[0] ?? '')

test('every rule has an id of its own, a label and a text', () => {
  for (const line of rules) {
    expect(line).toMatch(/^6\.\d-\d+ \[(recorded|observed|documented|unverified)\] \S/)
  }
  expect(new Set(ids).size).toBe(ids.length)
})

test('every rule has a test whose title begins with its id', () => {
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'))
  const titles = tests.flatMap((name) =>
    [...read(name).matchAll(/test\(\s*['"`](6\.\d-\d+) /g)].map((title) => title[1]),
  )
  expect(ids.filter((id) => !titles.includes(id))).toEqual([])
  expect(titles.filter((id) => !ids.includes(id ?? ''))).toEqual([])
})
