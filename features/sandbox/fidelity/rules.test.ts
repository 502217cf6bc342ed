import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readRules } from './rules'

const files = ['emulator/rules.txt', 'emulator/vtl/rules.txt'].map((path) =>
  readFileSync(path, 'utf8'),
)

it('reads every rule the emulator lists', () => {
  const lines = files.join('\n').split('\n')
  const rules = readRules(files)
  expect(Object.keys(rules)).toHaveLength(
    lines.filter((line) => line !== '' && !line.startsWith('#')).length,
  )
  expect(rules['rest.unknown-route']).toEqual({
    label: 'recorded',
    sentence: expect.stringContaining('Missing Authentication Token'),
    see: expect.stringMatching(/^https:/),
  })
  expect(rules['6.1-1']).toMatchObject({ label: 'recorded', see: expect.stringMatching(/^https:/) })
})
