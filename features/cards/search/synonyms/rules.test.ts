import { describe, expect, test } from 'vitest'
import { Synonyms, synonymGroups } from './rules'

const entry = (term: string, aka: string[]) => ({
  id: 'x',
  term,
  aka,
  definition: 'x',
  topic: 'x',
})

describe('groups', () => {
  test('hold the names of an entry as terms, each once', () => {
    const [group] = synonymGroups([
      entry('Dead-letter queue', ['DLQ', 'dead letter queue', 'DLQs']),
    ])
    expect(group).toEqual(['dead letter queue', 'dlq'])
  })

  test('need two names', () => {
    const groups = synonymGroups([entry('CORS', ['cors'])])
    expect(groups).not.toContainEqual(['cors'])
  })
})

describe('a query', () => {
  const synonyms = new Synonyms([
    ['dead letter queue', 'dlq'],
    ['api gateway', 'apigw'],
    ['lambda function', 'function'],
  ])

  test('asks for the other names too', () => {
    expect(synonyms.read(['dlq', 'alarm'])).toEqual([
      { terms: ['dlq'], others: [['dead', 'letter', 'queue']] },
      { terms: ['alarm'], others: [] },
    ])
  })

  test('is cut at the longest name', () => {
    expect(synonyms.read(['dead', 'letter', 'queue', 'api', 'gateway'])).toEqual([
      { terms: ['dead', 'letter', 'queue'], others: [['dlq']] },
      { terms: ['api', 'gateway'], others: [['apigw']] },
    ])
  })

  test('does not ask for a name that holds its words anyway', () => {
    expect(synonyms.read(['function'])).toEqual([{ terms: ['function'], others: [] }])
  })
})
