import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../schema/http'
import { shellQuoted, writeCurl } from './curl'
import { FormatError } from './format-error'

/** The words that a shell makes of a command, `curl` left away. */
function words(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

const HOST = 'a1b2c3.execute-api.us-east-1.amazonaws.com'

describe('curl', () => {
  it('format.curl: a plain request', () => {
    const command = writeCurl({ method: 'GET', path: '/prod/pets' }, { host: HOST })
    expect(command).toEqual({ command: `curl https://${HOST}/prod/pets`, file: null })
  })

  it('format.curl: a body, headers and a query', () => {
    const request: HttpRequest = {
      method: 'PUT',
      path: '/prod/pets/7?full=1&q=a%20b',
      headers: { 'Content-Type': 'application/json', Accept: ['a/b', 'c/d'], 'X-Empty': '' },
      body: `{"name": "Bob's"}`,
    }
    const { command, file } = writeCurl(request, { host: HOST })
    expect(file).toBeNull()
    expect(command).toBe(
      [
        'curl',
        '--request PUT',
        "--header 'Content-Type: application/json'",
        "--header 'Accept: a/b'",
        "--header 'Accept: c/d'",
        "--header 'X-Empty;'",
        `--data-raw '{"name": "Bob'\\''s"}'`,
        `'https://${HOST}/prod/pets/7?full=1&q=a%20b'`,
      ].join(' \\\n  '),
    )
  })

  it('format.curl: what curl would do of itself is kept off', () => {
    const of = (request: Partial<HttpRequest>) =>
      words(writeCurl({ method: 'GET', path: '/', ...request }, { host: 'h' }).command)
    expect(of({ method: 'POST', body: 'a' })).toEqual([
      ...['--header', 'Content-Type:', '--data-raw', 'a', 'https://h/'],
    ])
    expect(of({ method: 'GET', body: 'a' }).slice(0, 2)).toEqual(['--request', 'GET'])
    expect(of({ method: 'POST' })).toEqual(['--request', 'POST', 'https://h/'])
    expect(of({ method: 'HEAD' })).toEqual(['--head', 'https://h/'])
    expect(of({ path: '/a/../b' })).toEqual(['--path-as-is', 'https://h/a/../b'])
    expect(of({ path: '/a?x[]=1' })).toEqual(['--globoff', 'https://h/a?x[]=1'])
    expect(of({ path: '/ä b#c' })).toEqual(['https://h/%C3%A4%20b%23c'])
    expect(of({ host: 'other.example' })).toEqual(['https://other.example/'])
  })

  it('format.curl: bytes and long bodies come from a file', () => {
    const binary = writeCurl({ method: 'POST', path: '/', body: '/9g=', isBase64Encoded: true })
    expect(binary.command).toContain('--data-binary @body.bin')
    expect(binary.file).toEqual({ name: 'body.bin', bytes: Uint8Array.of(255, 216) })
    const long = writeCurl(
      { method: 'POST', path: '/', body: 'x'.repeat(100_001) },
      { fileName: 'a b' },
    )
    expect(long.command).toContain("--data-binary '@a b'")
    expect(writeCurl({ method: 'POST', path: '/', body: 'a\0b' }).file?.bytes.length).toBe(3)
  })

  it('format.curl: what no request can have is refused', () => {
    const bad: HttpRequest[] = [
      { method: 'GET X', path: '/' },
      { method: 'GET', path: '/', headers: { 'a b': 'c' } },
      { method: 'GET', path: '/', headers: { a: 'b\r\nc: d' } },
      { method: 'GET', path: '/', host: 'h/$(id)' },
    ]
    for (const request of bad) expect(() => writeCurl(request)).toThrow(FormatError)
  })

  it('format.curl: a shell reads every quoted word as it was', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))
    const list = fc.array(
      fc.oneof(word, fc.constantFrom("'", '$(id)', '`id`', '\\', '!', '\n', '-x')),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(list, (all) => {
        expect(words(['curl', ...all.map(shellQuoted)].join(' '))).toEqual(all)
      }),
      { numRuns: 50 },
    )
  })

  it('format.curl: the parts of any request arrive', () => {
    const text = fc.string({ unit: 'grapheme' })
    const header = text.filter((one) => !/[\r\n\0]/.test(one) && one.trim() !== '')
    fc.assert(
      fc.property(text, header, text, (tail, value, body) => {
        const request = { method: 'POST', path: `/${tail}`, headers: { 'X-A': value }, body }
        const made = writeCurl(request, { host: 'h' })
        const all = words(made.command)
        expect(all[all.indexOf('--header') + 1]).toBe(`X-A: ${value}`)
        expect(all.at(-1)).toMatch(/^https:\/\/h\/[\x21-\x7e]*$/)
        const raw = all.indexOf('--data-raw')
        if (body !== '' && made.file === null) expect(all[raw + 1]).toBe(body)
      }),
      { numRuns: 50 },
    )
  })
})
