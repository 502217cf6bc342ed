import { describe, expect, it } from 'vitest'
import { firstScenario, mainFunctionOf, sourceOf } from '../bench/rules'
import { SCENARIO_LIMITS, type Scenario, scenarioSchema } from '../schema'
import { fullFault, nameFault, withAdded, withRenamed, withTaken } from './rules'

const first = firstScenario('python', '2026-11-22')
const namesOf = (scenario: Scenario) => Object.keys(sourceOf(scenario)?.files ?? {})
const two = withAdded(first, { name: 'lib/db.py', text: 'x = 1' })

describe('a file’s name', () => {
  it.each([
    ['helpers.py', null],
    ['lib/more.py', null],
    ['a-b_c.1.json', null],
    ['', /needs a name/],
    [`${'a'.repeat(99)}.py`, /at most 100/],
    ['my file.py', /Letters, digits/],
    ['é.py', /Letters, digits/],
    ['/a.py', /begins at/],
    ['../a.py', /begins at/],
    ['a//b.py', /begins at/],
    ['helpers', /ends as its language/],
    ['.py', /ends as its language/],
    ['__proto__', /ends as its language/],
    ['template.yaml', /API’s own/],
    ['LIB/DB.py', /a file lib\/db\.py already/],
    ['lib/db.py/c.py', /file and a folder/],
  ])('%j', (name, fault) => {
    const found = nameFault(two, name)
    if (fault) expect(found).toMatch(fault)
    else expect(found).toBeNull()
  })

  it('may stay what it is', () => {
    expect(nameFault(two, 'lib/DB.py', 'lib/db.py')).toBeNull()
  })
})

describe('the files of a function', () => {
  it('are added up to the limit', () => {
    let scenario = first
    for (let i = 1; i < SCENARIO_LIMITS.files; i++) {
      expect(fullFault(scenario)).toBeNull()
      scenario = withAdded(scenario, { name: `f${i}.py`, text: '' })
    }
    expect(fullFault(scenario)).toMatch(/at most 20/)
    expect(scenarioSchema.parse(scenario)).toEqual(scenario)
  })

  it('are renamed where they stand, the handler with its file', () => {
    const moved = withRenamed(two, 'lambda_function.py', 'src/app.py')
    expect(namesOf(moved)).toEqual(['src/app.py', 'lib/db.py'])
    expect(moved.functions[mainFunctionOf(moved)]?.handler).toBe('src/app.lambda_handler')
    const other = withRenamed(two, 'lib/db.py', 'db.py')
    expect(other.functions[mainFunctionOf(other)]?.handler).toBe('lambda_function.lambda_handler')
  })

  it('are deleted but for the last, and come back where they were', () => {
    const gone = withTaken(two, 'lambda_function.py')
    if (!gone) throw new Error('One of two can go.')
    expect(namesOf(gone.scenario)).toEqual(['lib/db.py'])
    expect(withTaken(gone.scenario, 'lib/db.py')).toBeNull()
    expect(withTaken(two, 'none.py')).toBeNull()
    const back = withAdded(gone.scenario, gone.taken)
    expect(back).toEqual(two)
    expect(namesOf(back)).toEqual(namesOf(two))
  })
})
