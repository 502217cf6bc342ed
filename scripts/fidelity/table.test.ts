import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fidelityRules, README, withTable } from './table'

it('the fidelity table is what the rules say (npm run fidelity)', () => {
  const readme = readFileSync(README, 'utf8')
  expect(withTable(readme)).toBe(readme)
})

it('every rule has a source and a test', () => {
  const rules = [...fidelityRules().values()].flat()
  expect(rules.length).toBeGreaterThan(500)
  for (const { id, label, see, test } of rules) {
    expect([id, label]).toEqual([
      id,
      expect.stringMatching(/^(recorded|observed|documented|unverified)$/),
    ])
    expect(see).toMatch(/^https:\/\//)
    expect(test).toMatch(/\.ts$/)
  }
})
