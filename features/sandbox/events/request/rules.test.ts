import { expect, it } from 'vitest'
import { readRequestText } from './rules'

it('reads a request', () => {
  const request = { method: 'PUT', path: '/a?b=c', headers: { X: ['1', '2'] }, body: 'x' }
  expect(readRequestText(JSON.stringify(request))).toEqual({ ok: true, request })
})

it.each([
  ['{\n "method": "GET",\n "path": "a"\n}', 3, 'path'],
  ['{\n "method": 1,\n "path": "/a"\n}', 2, 'method'],
  ['{\n "method": "GET",\n "path": "/a",\n "query": {}\n}', 4, 'no “query”'],
  ['{"method": "GET"}', 1, 'path'],
  ['[]', 1, 'The request'],
  ['{"method":', 1, 'not JSON'],
])('%j is told at line %i', (text, line, words) => {
  const read = readRequestText(text)
  expect(read.ok).toBe(false)
  expect(!read.ok && read.fault.line).toBe(line)
  expect(!read.ok && read.fault.message).toContain(words)
})
