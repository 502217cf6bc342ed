import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCurl } from '@/emulator'
import { readCurl } from './rules'

const request = (command: string) => {
  const read = readCurl(command)
  return read.ok ? read.request : read.message
}

describe('readCurl', () => {
  it.each([
    ['curl https://x.test/prod/pets', { method: 'GET', path: '/prod/pets', headers: {} }],
    ['$ curl x.test', { method: 'GET', path: '/', headers: {} }],
    [
      `curl -sS -XPUT 'https://x.test/a?b=c%20d' -H 'X-A: 1' -H "x-b: \\"2\\""`,
      { method: 'PUT', path: '/a?b=c%20d', headers: { 'X-A': '1', 'x-b': '"2"' } },
    ],
    [
      `curl --location --request POST 'https://x.test/a' \\\n  --header 'Content-Type: application/json' \\\n  --data '{"a": 1}'`,
      {
        method: 'POST',
        path: '/a',
        headers: { 'Content-Type': 'application/json' },
        body: '{"a": 1}',
      },
    ],
    [
      `curl https://x.test/a --data-raw $'it\\'s\\n2' --compressed | jq .`,
      {
        method: 'POST',
        path: '/a',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: "it's\n2",
      },
    ],
    [
      'curl -G https://x.test/a -d q=1 --data-urlencode "n=a b"',
      { method: 'GET', path: '/a?q=1&n=a%20b', headers: {} },
    ],
    [
      'curl -I -u ada:pw x.test',
      {
        method: 'HEAD',
        path: '/',
        headers: { Authorization: 'Basic YWRhOnB3' },
      },
    ],
    [
      'curl --json {} x.test -o file',
      {
        method: 'POST',
        path: '/',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: '{}',
      },
    ],
  ])('%s', (command, expected) => {
    expect(request(command)).toEqual(expected)
  })

  it.each([
    ['wget x', 'begins with curl'],
    ['curl -H a:b', 'no URL'],
    ["curl 'x", 'not closed'],
    ['curl "x', 'not closed'],
    ['curl x -d @file.json', 'from a file'],
    ['curl x -F a=b', 'Form uploads'],
  ])('%s is refused in words', (command, words) => {
    expect(request(command)).toContain(words)
  })

  it('reads back what is written', () => {
    const name = fc.stringMatching(/^X-[A-Za-z]{1,8}$/)
    const value = fc.stringMatching(/^[ -~]{1,20}$/).map((text) => text.trim() || 'v')
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
        fc.stringMatching(/^\/[a-z0-9/%=?&'"$-]{0,20}$/),
        fc.dictionary(name, value),
        fc.option(fc.string({ minLength: 1, unit: 'grapheme' }), { nil: undefined }),
        (method, path, headers, body) => {
          fc.pre(!body?.includes('\0') && !/%(?![0-9a-f]{2})/.test(path))
          const sent = {
            method,
            path,
            headers: { ...headers, 'Content-Type': 'text/plain' },
            ...(body === undefined ? {} : { body }),
          }
          const { command, file } = writeCurl(sent)
          fc.pre(file === null)
          expect(request(command)).toEqual(sent)
        },
      ),
    )
  })

  it('takes any text without falling over', () => {
    fc.assert(fc.property(fc.string(), (text) => void readCurl(`curl ${text}`)))
  })
})
