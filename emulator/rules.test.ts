import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Areas of rules.txt whose rules are all proven; an area joins when its code does. */
const PROVEN = new Set(
  'step header rest response http path route event proxy infer url pass mock select custom map service content stagevar canary deploy validate auth policy iam jwt cognito key throttle quota cache cors ws log trace limit world'.split(
    ' ',
  ),
)
/** Of this area the gateway proves all but the function's own price. */
const PROVEN_RULES = [
  'cost.rest',
  'cost.http-units',
  'cost.websocket',
  'cost.cache',
  'cost.unauthorized-free',
]

const here = import.meta.dirname
const rules = readFileSync(join(here, 'rules.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
const titles = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .flatMap((name) => [
    ...readFileSync(join(here, name), 'utf8').matchAll(/\b(?:it|test)\(\s*['"`]([\w.-]+)/g),
  ])
  .map((match) => match[1])

it('every rule is one line: id, label, sentence, source', () => {
  for (const line of rules) {
    expect(line).toMatch(
      /^[a-z]+\.[a-z0-9-]+ (recorded|observed|documented|unverified) .+\.? @see https:\/\/\S+$/,
    )
  }
  const ids = rules.map((line) => line.split(' ')[0])
  expect(new Set(ids).size).toBe(ids.length)
})

it('every rule of a proven area has a test whose title starts with its id', () => {
  const ids = rules.map((line) => line.split(' ')[0] ?? '')
  const due = ids.filter((id) => PROVEN.has(id.split('.')[0] ?? '') || PROVEN_RULES.includes(id))
  expect(due.filter((id) => !titles.includes(id))).toEqual([])
})

it('every rule that the code names is in the list', () => {
  const ids = new Set(rules.map((line) => line.split(' ')[0]))
  const named = readdirSync(join(here, 'gateway'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(join(here, 'gateway', name), 'utf8').matchAll(
        /'((?:step|rest|http|route|event|proxy|infer|url|pass|mock|select|custom|map|service|content|validate|auth|policy|iam|jwt|cognito|key|throttle|quota|cache|cors|ws|limit)\.[a-z0-9-]+)'/g,
      ),
    ])
    .map((match) => match[1] ?? '')
  expect(named.filter((id) => !ids.has(id))).toEqual([])
})
