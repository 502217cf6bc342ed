import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import {
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  refusal,
  runningRound,
  SECOND,
  Tab,
  value,
} from '../fixtures/round'

const TEXT = 'It is a function that API Gateway asks first, and its answer is cached per token.'
type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

let handler: Handler
const asked: { body: string; authorization: string | undefined }[] = []
const stub = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    asked.push({ body, authorization: request.headers.authorization })
    handler(request, response, body)
  })
})

/** Answers as a chat completion does. */
const saying =
  (content: string): Handler =>
  (_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))
  }
/** Judges what it is sent: the first point is heard. */
const fair: Handler = (request, response, body) => {
  const { points } = JSON.parse(JSON.parse(body).messages[1].content)
  const judged = points.map(({ id }: { id: string }, i: number) => ({
    id,
    heard: i === 0,
    quote: i === 0 ? 'its answer is cached per token' : null,
  }))
  saying(JSON.stringify({ points: judged, question: 'How long?' }))(request, response, body)
}

let rounds: Rounds
let opinions: typeof import('./data')
let me: UserId
let id: string
let place: number

beforeAll(async () => {
  await new Promise<void>((ready) => stub.listen(0, '127.0.0.1', ready))
  const { port } = stub.address() as AddressInfo
  process.env.NEXTAUTH_SECRET ??= 'a secret that is long enough for a test'
  process.env.OPINION_URL = `http://127.0.0.1:${port}/v1/`
  process.env.OPINION_MODEL = 'stub'
  process.env.OPINION_KEY = 'key'
  process.env.OPINION_PATIENCE_MS = '400'
  rounds = await openRounds()
  opinions = await import('./data')
  me = await newLearner(rounds)
  const room = await runningRound(rounds, me, { blueprint: 'interview', level: 'senior' })
  id = room.id
  place = room.items.findIndex(({ sheet }) => sheet?.as === 'open')
  const tab = new Tab(rounds, me, id)
  const answer = { as: 'open', text: TEXT } as const
  await tab.send([tab.write(place, 'answer', answer, NOW + SECOND)], NOW + SECOND)
  value(await rounds.submitInterview(me, id, NOW + 2 * SECOND))
}, 60_000)
beforeEach(async () => {
  asked.length = 0
  await rounds.db().interviewOpinion.deleteMany()
})
afterAll(() => {
  stub.closeAllConnections()
  stub.close()
})
const ask = (userId = me, at = place) =>
  opinions.askOpinion(userId, { id, place: at, consent: true }, NOW)

describe('a second opinion', () => {
  test('is asked with the question, its points and the answer, kept, and never asked twice', async () => {
    handler = fair
    const before = await rounds.getGraded(me, id)
    const { opinion, model } = value(await ask())
    expect(model).toBe('stub')
    expect(opinion.points[0]).toMatchObject({
      heard: true,
      quote: 'its answer is cached per token',
    })
    expect(opinion.points.slice(1).some(({ heard }) => heard)).toBe(false)
    expect(opinion.question).toBe('How long?')
    expect(value(await ask())).toEqual({ opinion, model })
    expect((await opinions.listOpinions(me, id)).get(place)).toEqual({ opinion, model })
    expect(asked).toHaveLength(1)
    expect(asked[0]?.authorization).toBe('Bearer key')
    const sent = JSON.parse(JSON.parse(asked[0]?.body ?? '').messages[1].content)
    expect(sent.answer).toBe(TEXT)
    expect(Object.keys(sent.points[0])).toEqual(['id', 'point'])
    expect(asked[0]?.body).not.toContain(me)
    // Beside the score, never in it.
    expect(await rounds.getGraded(me, id)).toEqual(before)
  })

  test.each<[string, Handler, RegExp]>([
    ['is too slow', () => undefined, /did not answer in time/],
    [
      'fails',
      (_, response) => {
        response.statusCode = 500
        response.end('{"error":"overloaded"}')
      },
      /refused to answer/,
    ],
    [
      'sends us elsewhere',
      (_, response) => {
        response.writeHead(307, { location: 'http://127.0.0.1:1/' })
        response.end()
      },
      /did not answer/,
    ],
    ['talks', saying('I think the candidate did well.'), /cannot be read/],
    ['speaks no JSON at all', (_, response) => void response.end('<html>'), /cannot be read/],
    [
      'never ends',
      (_, response) => void response.end(`{"choices":"${'x'.repeat(400_000)}"}`),
      /cannot be read/,
    ],
  ])('that %s is told in a sentence and not kept', async (_, how, told) => {
    handler = how
    expect(refusal(await ask())).toMatch(told)
    expect((await opinions.listOpinions(me, id)).size).toBe(0)
  })

  test('that is hostile stays text, and what it makes up does not count', async () => {
    const points = [
      { id: 'made-up', heard: true, quote: '<script>alert(1)</script>' },
      { id: '__proto__', heard: true, quote: TEXT },
    ]
    handler = saying(JSON.stringify({ points, question: '<img src=x onerror=alert(1)>', score: 1 }))
    const { opinion } = value(await ask())
    expect(opinion.points.some(({ heard }) => heard)).toBe(false)
    expect(JSON.stringify(opinion)).not.toContain('script')
    expect(opinion.question).toBe('<img src=x onerror=alert(1)>')
  })

  test('is not given on another learner’s answer, an unanswered place, or one that is not there', async () => {
    handler = fair
    const other = await newLearner(rounds)
    const told = /no such open answer/
    expect(refusal(await ask(other))).toMatch(told)
    expect(refusal(await ask(me, place + 1))).toMatch(told)
    expect(refusal(await ask(me, 99))).toMatch(told)
    expect(asked).toHaveLength(0)
  })
})
