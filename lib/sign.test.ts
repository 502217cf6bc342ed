import { SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { readToken, signToken } from './sign'

beforeAll(() => {
  process.env.NEXTAUTH_SECRET = 'a secret that only tests use, long enough'
})

const PURPOSE = 'a-test'
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a signed token', () => {
  test('says what was signed', async () => {
    const token = await signToken(PURPOSE, { score: 0.5 })
    expect(await readToken(PURPOSE, token)).toEqual({ is: 'signed', claims: { score: 0.5 } })
  })

  test('is made for one purpose', async () => {
    const token = await signToken(PURPOSE, {})
    expect(await readToken('another', token)).toEqual({ is: 'unreadable' })
  })

  test('edited, swapped or cut it says nothing', async () => {
    const [header, , signature] = (await signToken(PURPOSE, { score: 0.5 })).split('.')
    const [, other] = (await signToken(PURPOSE, { score: 0.6 })).split('.')
    for (const token of [
      `${header}.${part({ score: 1 })}.${signature}`,
      `${header}.${other}.${signature}`,
      `${header}.${other}.`,
    ])
      expect(await readToken(PURPOSE, token)).toEqual({ is: 'changed' })
    for (const token of ['', 'x', '..', `${header}`, `${header}.${other}`, 'x'.repeat(9_999)])
      expect(await readToken(PURPOSE, token)).toEqual({ is: 'unreadable' })
  })

  test('with any character lost or replaced it is not signed', async () => {
    const token = await signToken(PURPOSE, { score: 0.5 })
    for (let at = 0; at < token.length; at += 1) {
      const [before, after] = [token.slice(0, at), token.slice(at + 1)]
      for (const other of [before, before + after, `${before}A${after}`, `${before}B${after}`])
        if (other !== token) expect((await readToken(PURPOSE, other)).is).not.toBe('signed')
    }
  })

  test('of another server is told apart', async () => {
    const mine = await signToken(PURPOSE, {})
    const key = new TextEncoder().encode('the key of some other server, long enough')
    const foreign = await new SignJWT({ score: 1 })
      .setProtectedHeader({ alg: 'HS256', typ: PURPOSE, kid: 'other' })
      .sign(key)
    expect(await readToken(PURPOSE, foreign)).toEqual({ is: 'foreign' })
    // Its header copied does not make it ours.
    const [, payload, signature] = foreign.split('.')
    const posing = `${mine.split('.')[0]}.${payload}.${signature}`
    expect(await readToken(PURPOSE, posing)).toEqual({ is: 'changed' })
  })

  test('without a signature it is none', async () => {
    const token = `${part({ alg: 'none', typ: PURPOSE })}.${part({ score: 1 })}.`
    expect(await readToken(PURPOSE, token)).toEqual({ is: 'unreadable' })
  })
})
