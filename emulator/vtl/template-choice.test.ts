import { expect, test } from 'vitest'
import { chooseRequestTemplate, chooseResponseTemplate } from './template-choice'

const templates = { 'text/xml': 'xml', 'application/json': 'json', $default: 'default' }

test('6.7-1 the request template is that of the media type', () => {
  expect(chooseRequestTemplate('text/xml; charset=utf-8', templates)).toBe('xml')
  expect(chooseRequestTemplate(null, templates)).toBe('json')
})

test('6.7-2 then $default, else none', () => {
  expect(chooseRequestTemplate('text/plain', templates)).toBe('default')
  expect(chooseRequestTemplate('text/plain', { 'text/xml': 'xml' })).toBe(null)
  expect(chooseRequestTemplate('constructor', {})).toBe(null)
})

test('6.7-3 the response template is exact, then JSON, then the first', () => {
  expect(chooseResponseTemplate('text/xml', templates)).toBe('xml')
  expect(chooseResponseTemplate('text/plain', templates)).toBe('json')
  expect(chooseResponseTemplate('text/plain', { 'text/xml': 'xml' })).toBe('xml')
  expect(chooseResponseTemplate(null, {})).toBe(null)
})
