import { beforeAll, describe, expect, test } from 'vitest'
import { getExercise } from '@/features/quiz/data'
import { shownOrder } from '@/features/quiz/sheet/rules'
import type { UserId } from '@/lib/auth'
import {
  MINUTE,
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  refusal,
  runningRound,
  SECOND,
  sheetAt,
  type startOf,
  Tab,
  value,
} from '../fixtures/round'
import { getQuestion } from '../rubric/data'
import type { RoomView, Write } from '../schema'

const open = async () => ({
  ...(await openRounds()),
  ...(await import('./data')),
  ...(await import('./sat/data')),
  ...(await import('../sign/data')),
  ...(await import('../marks/data')),
  ...(await import('../choice/data')),
})
let app: Rounds & Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  app = await open()
}, 60_000)

const END = NOW + 10 * MINUTE

/** The places on a sheet of choices that are right, and one that is not. */
async function keysOf(room: RoomView, place: number) {
  const row = await app.db().interviewItem.findUniqueOrThrow({
    where: { interviewId_place: { interviewId: room.id, place } },
  })
  const body = getExercise(row.ref, row.seed)?.body
  if (!body || !('options' in body)) return null
  const order = shownOrder(body.options.length, row.seed, 'options')
  const at = (key: boolean) =>
    order.flatMap((index, shown) => (body.options[index]?.key === key ? [shown] : []))
  return { right: at(true), wrong: at(false).slice(0, body.choose) }
}

/** Places that ask for choices. */
const choices = (room: RoomView) =>
  room.items.flatMap(({ place }) => ('options' in sheetAt(room, place).body ? [place] : []))

/** An exam of choices, answered as told: right, wrong, or left blank. */
async function sat(
  userId: UserId,
  answers: ('right' | 'wrong' | null)[],
  over: Partial<Parameters<typeof startOf>[0]> = {},
  confidence: ('sure' | 'think' | 'guess' | null)[] = [],
) {
  const room = await runningRound(app, userId, { size: 20, ...over })
  const tab = new Tab(app, userId, room.id)
  const places = choices(room)
  const writes: Write[] = []
  for (const [index, how] of answers.entries()) {
    const place = places[index] ?? -1
    const keys = how === null ? null : await keysOf(room, place)
    if (how === null || !keys) continue
    const chosen = { kind: 'choice' as const, chosen: keys[how] }
    writes.push(
      tab.answer(room, place, NOW + SECOND, chosen),
      tab.write(place, 'confidence', confidence[index] ?? null, NOW + SECOND),
      tab.write(place, 'spent', 30 * SECOND, NOW + SECOND),
    )
  }
  if (writes.length > 0) await tab.send(writes, NOW + 2 * SECOND)
  return { room, tab, places, hand: async () => hand(userId, room.id) }
}

async function hand(userId: UserId, id: string, now = END) {
  value(await app.submitInterview(userId, id, now))
  await app.gradeDue(userId, id, now)
  const report = await app.getReport(userId, id)
  if (!report) throw new Error('there is no report')
  return report
}

describe('a report', () => {
  test('counts what was right, wrong and blank, and names what was sure and wrong', async () => {
    const me = await newLearner(app)
    const one = await sat(me, ['right', 'wrong', 'right', null], {}, ['sure', 'sure', 'guess'])
    const report = await one.hand()
    const [first = 0, second = 0, third = 0] = one.places
    expect(report.share).toMatchObject({ score: 2 / 20, questions: 20, answered: 3, right: 2 })
    const row = await app.db().interview.findUniqueOrThrow({ where: { id: one.room.id } })
    expect(row.score).toBeCloseTo(report.share.score, 9)
    expect(report.trust.sureWrong).toEqual([second])
    expect(report.trust.luckyRight).toEqual([third])
    expect(report.pace).toMatchObject({ usedMs: 10 * MINUTE, allowedMs: 40 * MINUTE })
    expect(report.places[first]).toMatchObject({
      timing: 'server',
      proof: 'graded',
      planMs: 2 * MINUTE,
      held: { confidence: 'sure', spent: 30 * SECOND },
      verdict: { right: true },
    })
    const wrong = report.places[second]
    expect(wrong?.verdict?.findings.some(({ chosen, right }) => chosen && !right)).toBe(true)
    expect(wrong?.verdict?.findings.every(({ whyHtml }) => whyHtml !== '')).toBe(true)
    expect(report.study.cards.slice(0, 1)).toEqual(wrong?.cards.slice(0, 1).map(({ id }) => id))
    expect(report.places.filter(({ verdict }) => verdict === null)).toHaveLength(17)
    // Options are recognised, which sets no card back.
    expect(report.study.lapsed).toEqual([])
  })

  test('labels what came by device and what came late', async () => {
    const me = await newLearner(app)
    const one = await sat(me, ['right'])
    const deadline = NOW + 40 * MINUTE
    const [, second = 0, third = 0] = one.places
    const late = deadline + MINUTE
    await one.tab.send([one.tab.answer(one.room, second, deadline - SECOND)], late)
    await one.tab.send([one.tab.answer(one.room, third, deadline + SECOND)], late)
    await app.gradeDue(me, one.room.id, late)
    const report = await app.getReport(me, one.room.id)
    expect(report).toMatchObject({ timedBy: 'device', expired: true, share: { answered: 2 } })
    expect(report?.places[second]).toMatchObject({ timing: 'device', late: null })
    expect(report?.places[third]).toMatchObject({ timing: null, verdict: null })
    expect(report?.places[third]?.late).toMatchObject({ as: 'exercise' })
  })

  test('is nobody else’s, and not there before the end', async () => {
    const [me, other] = [await newLearner(app), await newLearner(app)]
    const one = await sat(me, ['right'])
    expect(await app.getReport(me, one.room.id)).toBeNull()
    await one.hand()
    expect(await app.getReport(other, one.room.id)).toBeNull()
    expect(await app.listSat(other, null)).toEqual([])
    expect(refusal(await app.closeReview(other, one.room.id, END))).toMatch(/no graded round/)
    expect(refusal(await app.signRound(other, { id: one.room.id, name: '' }))).toMatch(/no graded/)
  })

  test('is done with once, and twice is the same', async () => {
    const me = await newLearner(app)
    const { id } = await (await sat(me, ['right'])).hand()
    value(await app.closeReview(me, id, END))
    value(await app.closeReview(me, id, END + 5))
    expect((await app.getReport(me, id))?.state).toBe('reviewed')
    const row = await app.db().interview.findUniqueOrThrow({ where: { id } })
    expect(row.reviewedAt?.getTime()).toBe(END)
  })

  test('stands beside earlier rounds of its kind, and of no other', async () => {
    const me = await newLearner(app)
    const first = await (await sat(me, ['right', 'right'])).hand()
    await (await sat(me, ['right'], { level: 'senior' })).hand()
    await (await sat(me, [], { blueprint: 'section', topic: 'pricing', size: 5 })).hand()
    // The later one begins later.
    await app
      .db()
      .interview.update({ where: { id: first.id }, data: { startedAt: new Date(NOW - MINUTE) } })
    const second = await (await sat(me, ['wrong'])).hand()
    expect(second.earlier.map(({ id, share }) => [id, share.score])).toEqual([
      [first.id, first.share.score],
    ])
    expect(await app.listSat(me, null)).toHaveLength(4)
    const fresh = await app.getReport(me, first.id)
    expect(fresh?.earlier).toEqual([])
  })
})

test('an open answer: points with their weights, marks beside them, and the cards it set back', async () => {
  const me = await newLearner(app)
  const room = await runningRound(app, me, { blueprint: 'interview', size: 15 })
  const tab = new Tab(app, me, room.id)
  const answer = { as: 'open' as const, text: 'The weather is fine today.' }
  await tab.send([tab.write(0, 'answer', answer, NOW + SECOND)], NOW + SECOND)
  const report = await hand(me, room.id)
  const [first] = report.places
  expect(first?.verdict).toMatchObject({ right: false, score: 0 })
  expect(report.study.lapsed.length).toBeGreaterThan(0)
  expect(first?.cards.map(({ id }) => id)).toEqual(expect.arrayContaining(report.study.lapsed))
  const marked = { id: room.id, place: 0, marks: [{ finding: 0, holds: true, reason: 'I did.' }] }
  value(await app.markFindings(me, marked, END))
  value(await app.markFindings(me, marked, END))
  const after = await app.getReport(me, room.id)
  const points = getQuestion(first?.ref ?? '')?.rubric.points ?? []
  const all = points.reduce((sum, { weight }) => sum + weight, 0)
  expect(after?.places[0]?.ownScore).toBeCloseTo((points[0]?.weight ?? 0) / all, 9)
  expect(after).toMatchObject({ share: report.share, agreement: { marked: 1, agreed: 0 } })
  expect(after?.own?.score).toBeGreaterThan(report.share.score)

  const other = await newLearner(app)
  expect(refusal(await app.markFindings(other, marked, END))).toMatch(/no such question/)
  const beyond = { ...marked, marks: [{ finding: 60, holds: true, reason: '' }] }
  expect(refusal(await app.markFindings(me, beyond, END))).toMatch(/no such point/)
  const exam = await (await sat(me, ['right'])).hand()
  const place = exam.places.find(({ verdict }) => verdict)?.place ?? 0
  expect(refusal(await app.markFindings(me, { ...marked, id: exam.id, place }, END))).toMatch(
    /no points to contest/,
  )
  value(await app.unmarkFinding(other, { id: room.id, place: 0, finding: 0 }))
  expect((await app.getReport(me, room.id))?.agreement.marked).toBe(1)
  value(await app.unmarkFinding(me, { id: room.id, place: 0, finding: 0 }))
  expect((await app.getReport(me, room.id))?.own).toBeNull()
  value(await app.reportItem(me, { id: room.id, place: 0, text: 'The key is wrong.' }, END))
  expect(await app.db().report.count({ where: { learnerId: me } })).toBe(1)
  expect(refusal(await app.reportItem(other, { id: room.id, place: 0, text: 'x' }, END))).toMatch(
    /no such question/,
  )
})

describe('a signed result', () => {
  test('says what was sat, and nothing of whoever sat it', async () => {
    const me = await newLearner(app)
    const report = await (await sat(me, ['right', 'wrong'])).hand()
    const { token } = value(await app.signRound(me, { id: report.id, name: 'Ada' }))
    const link = `https://x.example/interviews/verify?t=${token}`
    for (const pasted of [token, link, ` ${token.slice(0, 60)}\n${token.slice(60)} `]) {
      const verified = await app.verifyResult(pasted)
      expect(verified).toMatchObject({
        is: 'signed',
        result: { name: 'Ada', score: report.share.score, questions: 20, leftOut: 0 },
      })
      expect(JSON.stringify(verified)).not.toContain(me)
    }
    const [head, body = '', signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
    const better = Buffer.from(JSON.stringify({ ...claims, score: 1 })).toString('base64url')
    expect(await app.verifyResult(`${head}.${better}.${signature}`)).toEqual({ is: 'changed' })
    expect(await app.verifyResult(token.slice(0, -40))).not.toMatchObject({ is: 'signed' })
    expect(await app.verifyResult('hello')).toEqual({ is: 'unreadable' })
  })

  test('is refused for practice and for what a device timed', async () => {
    const me = await newLearner(app)
    const practice = await (await sat(me, ['right'], { practice: true })).hand()
    expect(refusal(await app.signRound(me, { id: practice.id, name: '' }))).toMatch(/practice/)
    const exam = await (await sat(me, ['right'])).hand()
    const { token } = value(await app.signRound(me, { id: exam.id, name: '' }))
    await app.db().interview.update({ where: { id: exam.id }, data: { timedBy: 'device' } })
    expect(refusal(await app.signRound(me, { id: exam.id, name: '' }))).toMatch(/device/)
    expect(await app.verifyResult(token)).toMatchObject({ is: 'withdrawn' })
    await app.db().interview.delete({ where: { id: exam.id } })
    expect(await app.verifyResult(token)).toMatchObject({ is: 'signed' })
  })
})

describe('what is chosen', () => {
  test('is remembered from the last round', async () => {
    const me = await newLearner(app)
    expect(await app.getBefore(me)).toBeNull()
    await sat(me, [], { timeFactor: 1.5, level: 'senior' })
    expect(await app.getBefore(me)).toEqual({
      blueprint: 'exam',
      level: 'senior',
      topic: null,
      seconds: 20 * 120,
      timeFactor: 1.5,
      practice: false,
    })
  })

  test('a shared paper is told by its link alone; an edited link leads nowhere', async () => {
    const me = await newLearner(app)
    const report = await (await sat(me, ['right'])).hand()
    const link = app.paperLink(report.paper)
    expect(value(await app.getShared(link))).toEqual({
      title: 'Timed exam',
      level: 'mid',
      blueprint: 'exam',
      questions: 20,
      seconds: 2400,
    })
    expect(refusal(await app.getShared(`0${link.slice(1)}x`))).toMatch(/changed/)
  })

  test('every round is offered, and those with cases name them', () => {
    const offers = app.listOffers()
    expect(offers.length).toBeGreaterThanOrEqual(5)
    for (const { counts, round, cases } of offers)
      if (counts === 'one') expect(cases.length, round).toBeGreaterThan(3)
  })
})
