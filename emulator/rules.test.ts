import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const here = import.meta.dirname
const read = (name: string) => readFileSync(join(here, name), 'utf8')
const lines = (name: string) =>
  read(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)
/** Test files, and the contract that tests of runtimes run. */
const isProof = (name: string) => /(\.test|contract)\.ts$/.test(name)
const titles = new Set(
  files
    .filter(isProof)
    .flatMap((name) => [...read(name).matchAll(/(?:\b(?:it|test)|\))\(\s*['"`]([\w.-]+)/g)])
    .map((match) => match[1]),
)

const rules = lines('rules.txt')
const templateRules = lines('vtl/rules.txt')
const ids = [...rules, ...templateRules].map((line) => line.split(' ')[0] ?? '')

it('every rule is one line: id, label, sentence, source', () => {
  for (const line of rules) {
    expect(line).toMatch(
      /^[a-z]+\.[a-z0-9-]+ (recorded|observed|documented|unverified) .+\.? @see https:\/\/\S+$/,
    )
  }
  for (const line of templateRules) {
    expect(line).toMatch(/^6\.\d-\d+ \[(recorded|observed|documented|unverified)\] \S/)
  }
  expect(new Set(ids).size).toBe(ids.length)
})

it('every rule has a test whose title starts with its id', () => {
  expect(ids.length).toBeGreaterThan(500)
  expect(ids.filter((id) => !titles.has(id))).toEqual([])
})

it('every title that looks like a rule of an area is one', () => {
  const areas = new Set(rules.map((line) => line.split('.')[0] ?? ''))
  const known = new Set(ids)
  const odd = [...titles].filter((title) => {
    const [area = '', name] = title?.split('.') ?? []
    return areas.has(area) && name !== undefined && name !== '' && !known.has(title ?? '')
  })
  expect(odd).toEqual([])
})

it('every rule that the code names is in the list', () => {
  const known = new Set(ids)
  const areas = [...new Set(rules.map((line) => line.split('.')[0]))].join('|')
  const name = new RegExp(`'((?:${areas})\\.[a-z0-9-]+)'`, 'g')
  const named = files
    .filter((file) => !isProof(file) && /^(gateway|lambda|backends)\//.test(file))
    .flatMap((file) => [...read(file).matchAll(name)].map((match) => `${match[1]} (${file})`))
  expect(named.filter((one) => !known.has(one.split(' ')[0] ?? ''))).toEqual([])
})
