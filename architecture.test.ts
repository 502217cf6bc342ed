import { describe, expect, it } from 'vitest'
import { FILE_CASES } from './architecture/cases/files'
import { IMPORT_CASES } from './architecture/cases/imports'
import { TABLE_CASES } from './architecture/cases/tables'
import { WORD_CASES } from './architecture/cases/words'
import { houseAt, houseOf, RULES, type Rule } from './architecture/rules'
import type { Violation } from './architecture/source'

const CASES = [...IMPORT_CASES, ...WORD_CASES, ...TABLE_CASES, ...FILE_CASES]

const told = (violations: Violation[]) =>
  violations.map(({ file, line, message }) => `${file}:${line}: ${message}`)

const rules = Object.keys(RULES) as Rule[]

describe('the house', () => {
  const house = houseAt(import.meta.dirname)

  it('is read', () => {
    expect(house.modules.length).toBeGreaterThan(20)
    expect(house.models.size).toBeGreaterThan(5)
    expect(house.files['ARCHITECTURE.md']).toContain('# ')
  })

  it.each(rules)('%s', (rule) => {
    expect(told(RULES[rule](house))).toEqual([])
  })
})

describe('the guard can fail', () => {
  it.each(rules)('there is a case that passes and one that fails: %s', (rule) => {
    const cases = CASES.filter((one) => one.rule === rule)
    expect(cases.some(({ wrong }) => wrong.length > 0)).toBe(true)
    expect(cases.some(({ wrong }) => wrong.length === 0)).toBe(true)
  })

  it.each(CASES)('$name', ({ rule, files, wrong }) => {
    const found = told(RULES[rule](houseOf(files)))
    expect(found).toEqual(wrong.map((start) => expect.stringContaining(start)))
  })
})
