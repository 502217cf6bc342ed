import { expect, it } from 'vitest'
import type { Backends } from '../schema/backends'
import type { HttpRequest } from '../schema/http'
import { serviceAnswers } from './service-answers'

const asked: [string, HttpRequest][] = []
const backends: Backends = {
  call: async ({ service, action }) => ({
    status: 200,
    output: `${service}.${action}`,
    durationMs: 5,
  }),
  async fetch(url, request) {
    asked.push([url, request])
    return url.startsWith('https://known.example/')
      ? { status: 200, headers: { a: 'b' }, body: 'é', isBase64Encoded: false, durationMs: 20 }
      : null
  },
  listen: () => () => {},
  contents: () => null,
}
const call = serviceAnswers(backends)

it('hands calls of services on', async () => {
  expect(await call({ service: 'sqs', action: 'SendMessage', input: {} })).toMatchObject({
    output: 'sqs.SendMessage',
  })
})

it('answers a handler’s HTTP requests from the world’s endpoints', async () => {
  const fetch = (url: string, body = '') =>
    call({
      service: 'http',
      action: 'Fetch',
      input: { url, method: 'POST', headers: { 'x-a': '1' }, body },
    })
  expect(await fetch('https://known.example/p?q=1', btoa('hi'))).toEqual({
    status: 200,
    output: { headers: { a: 'b' }, body: 'w6k=' },
    durationMs: 20,
  })
  expect(asked[0]).toEqual([
    'https://known.example/p?q=1',
    { method: 'POST', path: '/p?q=1', headers: { 'x-a': '1' }, host: 'known.example', body: 'hi' },
  ])
  await fetch('https://known.example/', '//8=')
  expect(asked[1]?.[1]).toMatchObject({ body: '//8=', isBase64Encoded: true })
  expect(await fetch('https://nobody.example/')).toEqual({ status: 0, output: null, durationMs: 0 })
  expect(await fetch('no url')).toMatchObject({ status: 0 })
})
