import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { compileFaults, FAULTS_FILE } from '@/features/sandbox/faults/compile/rules'
import { checkFaults } from './check'

const SOURCE = readFileSync(FAULTS_FILE, 'utf8')
const compiled = (text: string) => compileFaults(new Map([[FAULTS_FILE, text]]), FIGURES.asOf)

/** The file with nothing but one fault in it, some of its words changed. */
function only(id: string, from = '', to = '') {
  const [bases = '', ...rest] = SOURCE.split(/(?=^ {2}- id: )/m)
  const fault = rest.find((one) => one.startsWith(`  - id: ${id}\n`)) ?? ''
  if (!fault.includes(from)) throw new Error(`"${from}" is not in ${id}`)
  return compiled(bases + fault.replace(from, () => to))
}

test('there are at least 22 faults, each with its own id and form', () => {
  const { faults, problems } = compiled(SOURCE)
  expect(problems).toEqual([])
  expect(faults.length).toBeGreaterThanOrEqual(22)
})

test('a fault that breaks something passes, one that breaks nothing does not', async () => {
  expect(await checkFaults(only('no-permission'), FIGURES)).toEqual([])
  const harmless = only('no-permission', 'permitted: false', 'permitted: true')
  const [problem] = await checkFaults(harmless, FIGURES)
  expect(problem).toMatchObject({
    file: FAULTS_FILE,
    message: expect.stringContaining('no difference'),
  })
  expect(SOURCE.split('\n').length).toBeGreaterThan(problem?.line ?? 0)
})

test.each([
  ['base: rest', 'base: west', /there is no base "west"/],
  ['permitted: false', 'permitted: 7', /no longer has its form/],
])('%s → %s is told', (from, to, message) => {
  expect(only('no-permission', from, to).problems[0]?.message).toMatch(message)
})

test('a word that is not in the handler is told', () => {
  expect(only('thrown-error', 'event.missing', 'event.there').problems).toEqual([])
  const lost = only('thrown-error', 'const orders = [{ id: 7', 'const orders = [{ id: 8')
  expect(lost.problems[0]?.message).toMatch(/is not once in the handler/)
})
