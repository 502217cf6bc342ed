import { describe, expect, it } from 'vitest'
import { createWorld, type Headers, type HttpRequest, type HttpResponse } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { apiFor } from '../apis/rules'
import {
  isPreflight,
  judge,
  originFault,
  originOf,
  preflightOf,
  unsafeHeadersOf,
  withOrigin,
} from './rules'

const PAGE = 'https://shop.example'
const ask = (method = 'GET', headers: Headers = {}): HttpRequest => ({
  method,
  path: '/pets',
  headers: { Origin: PAGE, ...headers },
})
const answer = (headers: Headers = {}, status = 200): HttpResponse => ({
  status,
  headers,
  body: '',
  isBase64Encoded: false,
})
const allow = (headers: Headers = {}) => ({ 'Access-Control-Allow-Origin': PAGE, ...headers })

describe('the origin of the page', () => {
  it('is a header of the request, and none for the API’s own page', () => {
    expect(originOf(ask())).toBe(PAGE)
    expect(originOf({ ...ask(), host: 'shop.example' })).toBe('')
    const moved = withOrigin(ask('GET', { origin: 'https://old', A: 'b' }), 'https://new.example')
    expect(moved.headers).toEqual({ A: 'b', Origin: 'https://new.example' })
    expect(withOrigin(moved, '').headers).toEqual({ A: 'b' })
  })

  it.each([
    ['', null],
    ['null', null],
    [PAGE, null],
    ['http://localhost:3000', null],
    [`${PAGE}/`, /no slash/],
    [`${PAGE}/cart`, /no path/],
    ['shop.example', /scheme and a host/],
    ['what', /scheme and a host/],
  ])('%j is checked', (origin, fault) => {
    const found = originFault(origin)
    if (fault) expect(found).toMatch(fault)
    else expect(found).toBeNull()
  })
})

describe('preflightOf', () => {
  it.each<[string, HttpRequest, RegExp | null]>([
    ['a plain GET', ask(), null],
    ['a GET with Accept', ask('GET', { Accept: 'application/json' }), null],
    [
      'what a browser sets itself',
      ask('GET', { Cookie: 'a=b', 'User-Agent': 'x', 'Sec-A': '1' }),
      null,
    ],
    ['a form', ask('POST', { 'content-type': 'text/plain;charset=UTF-8' }), null],
    ['a range', ask('GET', { Range: 'bytes=0-9' }), null],
    ['two ranges', ask('GET', { Range: 'bytes=0-9,20-' }), /header range/],
    ['JSON', ask('POST', { 'Content-Type': 'application/json' }), /content type application\/json/],
    ['a token', ask('GET', { Authorization: 'Bearer x' }), /header authorization/],
    ['a method', ask('DELETE'), /method DELETE/],
    ['a method in small letters', ask('put'), /method PUT/],
    ['patch stays as typed', ask('patch'), /method patch/],
    ['a long value', ask('GET', { Accept: 'a'.repeat(129) }), /header accept/],
    ['an odd byte', ask('GET', { Accept: '(a)' }), /header accept/],
  ])('%s', (_name, request, why) => {
    const found = preflightOf(request)
    if (why) expect(found?.why).toMatch(why)
    else expect(found).toBeNull()
  })

  it('asks without the request’s headers, and not about a question', () => {
    const found = preflightOf(ask('PUT', { 'X-B': '1', 'X-A': '2', Cookie: 'a=b' }))
    expect(found?.request).toEqual({
      method: 'OPTIONS',
      path: '/pets',
      headers: {
        Accept: '*/*',
        Origin: PAGE,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'x-a,x-b',
      },
    })
    expect(found && isPreflight(found.request)).toBe(true)
    expect(found && preflightOf(found.request)).toBeNull()
    expect(preflightOf(withOrigin(ask('PUT'), ''))).toBeNull()
  })

  it('counts safe values that are long together', () => {
    const many = Array<string>(9).fill('a'.repeat(120))
    expect(unsafeHeadersOf({ Accept: 'a' })).toEqual([])
    expect(unsafeHeadersOf({ Accept: many })).toEqual(['accept'])
  })
})

describe('judge', () => {
  it.each<[string, Headers, boolean, RegExp | null]>([
    ['its origin', allow(), false, null],
    ['every origin', allow({ 'Access-Control-Allow-Origin': '*' }), false, null],
    ['small letters', { 'access-control-allow-origin': PAGE }, false, null],
    ['nothing', {}, false, /has no Access-Control-Allow-Origin/],
    [
      'another',
      { 'Access-Control-Allow-Origin': 'https://a.example' },
      false,
      /not https:\/\/shop/,
    ],
    [
      'a slash',
      { 'Access-Control-Allow-Origin': `${PAGE}/` },
      false,
      /allows .*shop\.example\/ in/,
    ],
    ['two', { 'Access-Control-Allow-Origin': [PAGE, '*'] }, false, /only one may stand/],
    [
      'cookies and *',
      { 'Access-Control-Allow-Origin': '*' },
      true,
      /does not count when credentials/,
    ],
    ['cookies', allow(), true, /has no Access-Control-Allow-Credentials/],
    ['cookies, True', allow({ 'Access-Control-Allow-Credentials': 'True' }), true, /exactly true/],
    ['cookies, true', allow({ 'Access-Control-Allow-Credentials': 'true' }), true, null],
  ])('a simple request answered with %s', (_name, headers, credentials, why) => {
    const verdict = judge(ask(), answer(headers), null, credentials)
    expect(verdict.isSent).toBe(true)
    expect(verdict.isGiven).toBe(why === null)
    if (why) expect(verdict.sentence).toMatch(why)
  })

  const METHODS = 'Access-Control-Allow-Methods'
  const HEADERS = 'Access-Control-Allow-Headers'
  it.each<[string, HttpRequest, HttpResponse | null, boolean, RegExp | null]>([
    ['never asked', ask('PUT'), null, false, /press Run/],
    ['404', ask('PUT'), answer(allow({ [METHODS]: 'PUT' }), 404), false, /has status 404/],
    [
      'no origin',
      ask('PUT'),
      answer({ [METHODS]: 'PUT' }),
      false,
      /no Access-Control-Allow-Origin/,
    ],
    ['no methods', ask('PUT'), answer(allow()), false, /does not name PUT/],
    ['a redirect', ask('PUT'), answer(allow({ [METHODS]: 'PUT' }), 307), false, /status 307/],
    ['the method', ask('PUT'), answer(allow({ [METHODS]: 'GET, PUT' })), false, null],
    ['another case', ask('patch'), answer(allow({ [METHODS]: 'PATCH' })), false, /name patch/],
    ['any method', ask('PUT'), answer(allow({ [METHODS]: '*' })), false, null],
    ['no name', ask('PUT'), answer(allow({ [METHODS]: 'GET;PUT' })), false, /is no name/],
    [
      'a safe method',
      ask('POST', { 'X-A': '1' }),
      answer(allow({ [HEADERS]: 'x-a' })),
      false,
      null,
    ],
    ['no header', ask('GET', { 'X-A': '1' }), answer(allow()), false, /name x-a in .*Headers/],
    ['any header', ask('GET', { 'X-A': '1' }), answer(allow({ [HEADERS]: '*' })), false, null],
    [
      'a token and *',
      ask('GET', { Authorization: 'a' }),
      answer(allow({ [HEADERS]: '*' })),
      false,
      /does not cover it/,
    ],
    [
      'cookies and *',
      ask('PUT'),
      answer(allow({ [METHODS]: '*', 'Access-Control-Allow-Credentials': 'true' })),
      true,
      /\* does not count/,
    ],
  ])('a preflight answered with %s', (_name, request, preflight, credentials, why) => {
    const headers = allow({ 'Access-Control-Allow-Credentials': 'true' })
    const verdict = judge(request, answer(headers), preflight, credentials)
    expect(verdict.isGiven).toBe(why === null)
    expect(verdict.isSent).toBe(why === null)
    if (why) expect(verdict.sentence).toMatch(why)
  })

  it('says which headers script may read', () => {
    const headers = allow({ 'Content-Type': 'a/b', 'X-A': '1', 'X-B': '2', 'Set-Cookie': 'a=b' })
    const exposing = (value: string) => ({ ...headers, 'Access-Control-Expose-Headers': value })
    const seen = (given: Headers, credentials = false, request = ask()) =>
      judge(
        request,
        answer({ ...given, 'Access-Control-Allow-Credentials': 'true' }),
        null,
        credentials,
      ).readable
    expect(seen(headers)).toEqual(['content-type'])
    expect(seen(exposing('x-a'))).toEqual(['content-type', 'x-a'])
    expect(seen(exposing('*'))).toContain('x-b')
    expect(seen(exposing('*'), true)).toEqual(['content-type'])
    expect(seen(headers, false, withOrigin(ask(), ''))).toContain('x-a')
    expect(seen(exposing('*, set-cookie'))).not.toContain('set-cookie')
  })

  it('agrees with what an HTTP API answers', async () => {
    const api = apiFor('http', 'Pets')
    if (api.type !== 'HTTP') throw new Error('This is an HTTP API.')
    const world = createWorld({
      api: { ...api, cors: { allowOrigins: [PAGE], allowMethods: ['PUT'] } },
      functions: { Pets: { code: { kind: 'canned', value: 'hello' } } },
      figures: FIGURES,
      seed: 1,
      startAt: '2026-11-22T09:30:00Z',
    })
    const request = ask('PUT')
    const preflight = preflightOf(request)
    const asked = preflight && (await world.handle(preflight.request)).response
    const { response } = await world.handle(request)
    if (!asked || !response) throw new Error('Both are answered.')
    expect(judge(request, response, asked, false).isGiven).toBe(true)
    expect(judge(request, response, asked, true).isGiven).toBe(false)
  })
})
