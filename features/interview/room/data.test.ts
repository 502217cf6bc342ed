import { beforeAll, describe, expect, test } from 'vitest'
import { getLabs } from '@/features/sandbox/labs/data'
import { drawLab } from '@/features/sandbox/labs/draw/rules'
import type { UserId } from '@/lib/auth'
import {
  anyChosen,
  MINUTE,
  NOW,
  newLearner,
  openRounds,
  type Rounds,
  refusal,
  runningRound,
  SECOND,
  sheetAt,
  Tab,
  value,
} from '../fixtures/round'
import { labSeed } from '../lab/rules'
import type { RoomView, Start } from '../schema'

let rounds: Rounds
let me: UserId
beforeAll(async () => {
  rounds = await openRounds()
  me = await newLearner(rounds)
}, 60_000)

const shownPlaces = (room: RoomView) =>
  room.items.filter(({ sheet }) => sheet !== null).map(({ place }) => place)
const next = async (id: string, from: number, now: number) =>
  value(await rounds.goOn(me, { id, from }, now))
const answerOpen = (tab: Tab, place: number, text: string, now: number) =>
  tab.sendOne(tab.write(place, 'answer', { as: 'open', text }, now), now)

describe('one place at a time', () => {
  test('rapid fire: each with its own deadline, which the server owns', async () => {
    const room = await runningRound(rounds, me, { blueprint: 'rapid', size: 5 })
    const { id } = room
    expect(shownPlaces(room)).toEqual([0])
    expect(room.clock.deadlineAt).toBe(NOW + 5 * MINUTE)
    expect(room.items.map(({ topic }) => topic !== '')).toEqual([true, false, false, false, false])
    const tab = new Tab(rounds, me, id)
    const early = tab.write(1, 'answer', { as: 'open', text: 'x' }, NOW)
    expect(await tab.sendOne(early, NOW)).toMatch(/not shown/)
    expect(await tab.sendOne(tab.answer(room, 0, NOW + 30 * SECOND), NOW + 30 * SECOND)).toBe(
      'server',
    )
    const second = await next(id, 0, NOW + 40 * SECOND)
    expect(shownPlaces(second)).toEqual([0, 1])
    expect(second.items[0]?.closed).toBe(true)
    expect(second.items[1]?.deadlineAt).toBe(NOW + 100 * SECOND)
    // Asking again, later, gives the same.
    expect((await next(id, 0, NOW + 55 * SECOND)).items).toEqual(second.items)
    // What was gone on from cannot be changed.
    const back = tab.answer(second, 0, NOW + 45 * SECOND)
    expect(await tab.sendOne(back, NOW + 46 * SECOND)).toMatch(/gone on/)
    // Nor can what its deadline has passed.
    const slow = tab.answer(second, 1, NOW + 101 * SECOND)
    expect(await tab.sendOne(slow, NOW + 102 * SECOND)).toBe('late')
    expect(refusal(await rounds.goOn(me, { id, from: 4 }, NOW + 103 * SECOND))).toMatch(/not shown/)
    expect(refusal(await rounds.goOn(me, { id, from: 77 }, NOW + 103 * SECOND))).toMatch(
      /not shown/,
    )
    await rounds.submitInterview(me, id, NOW + 110 * SECOND)
    expect(refusal(await rounds.goOn(me, { id, from: 1 }, NOW + 111 * SECOND))).toMatch(
      /not running/,
    )
    const graded = await rounds.getGraded(me, id)
    expect(graded?.graded.map(({ verdict }) => verdict !== null)).toEqual([
      true,
      ...Array.from({ length: 4 }, () => false),
    ])
    expect(graded?.standing[1]?.late).toMatchObject({ as: 'exercise' })
  })

  test('a round that shows everything has no next', async () => {
    const { id } = await runningRound(rounds, me)
    expect(refusal(await rounds.goOn(me, { id, from: 0 }, NOW))).toMatch(/shown already/)
  })

  test('an interview follows up on what was missed, at most twice, and grades it', async () => {
    const room = await runningRound(rounds, me, { blueprint: 'interview', size: 15 })
    const { id } = room
    const planned = room.items.length
    const first = room.items[0]?.sheet
    expect(first).toMatchObject({ as: 'open', follows: null })
    const tab = new Tab(rounds, me, id)
    await answerOpen(tab, 0, 'It depends on what you need, honestly.', NOW + MINUTE)
    const asked = await next(id, 0, NOW + 2 * MINUTE)
    expect(asked.items).toHaveLength(planned + 1)
    expect(asked.items[planned]?.sheet).toMatchObject({ as: 'open', follows: 0 })
    expect(shownPlaces(asked)).toEqual([0, planned])
    expect((await next(id, 0, NOW + 3 * MINUTE)).items).toEqual(asked.items)
    await answerOpen(tab, planned, 'I would have to look it up.', NOW + 3 * MINUTE)
    const again = await next(id, planned, NOW + 4 * MINUTE)
    expect(again.items[planned + 1]?.sheet).toMatchObject({ as: 'open', follows: 0 })
    const on = await next(id, planned + 1, NOW + 5 * MINUTE)
    expect(on.items).toHaveLength(planned + 2)
    expect(shownPlaces(on)).toEqual([0, 1, planned, planned + 1])
    // Who says nothing is asked nothing more.
    const skipped = await next(id, 1, NOW + 6 * MINUTE)
    expect(skipped.items).toHaveLength(planned + 2)
    await rounds.submitInterview(me, id, NOW + 7 * MINUTE)
    const graded = await rounds.getGraded(me, id)
    expect(graded?.graded[0]?.verdict?.right).toBe(false)
    expect(graded?.graded[planned]).toMatchObject({ source: 'follow-up', weight: 0.5 })
    expect(graded?.graded[planned]?.verdict?.findings.length).toBeGreaterThan(0)
    expect(graded?.graded[1]?.verdict).toBeNull()
  })

  test('an incident goes through its stages', async () => {
    const room = await runningRound(rounds, me, { blueprint: 'incident', level: 'senior' })
    expect(shownPlaces(room)).toEqual([0])
    expect(sheetAt(room, 0).kind).toBe('triage')
    const tab = new Tab(rounds, me, room.id)
    let view = room
    for (const { place } of room.items) {
      await tab.sendOne(tab.answer(view, place, NOW + MINUTE), NOW + MINUTE)
      view = await next(room.id, place, NOW + 2 * MINUTE)
    }
    expect(view.items.every(({ closed }) => closed)).toBe(true)
    await rounds.submitInterview(me, room.id, NOW + 3 * MINUTE)
    const graded = await rounds.getGraded(me, room.id)
    expect(graded?.graded.every(({ verdict, proof }) => verdict && proof === 'graded')).toBe(true)
  })
})

describe('one thing', () => {
  test('a design is graded by its key', async () => {
    const room = await runningRound(rounds, me, { blueprint: 'design' })
    const sheet = room.items[0]?.sheet
    if (sheet?.as !== 'design') throw new Error('no design')
    const tab = new Tab(rounds, me, room.id)
    const { components, decisions } = sheet.design
    const answer = {
      as: 'design' as const,
      components: components.slice(0, 3).map(({ id }) => id),
      decisions: Object.fromEntries(decisions.map(({ id, options }) => [id, options[0]?.id ?? ''])),
      text: 'A queue between them, because the work may wait.',
    }
    await tab.sendOne(tab.write(0, 'answer', answer, NOW), NOW)
    await rounds.submitInterview(me, room.id, NOW + MINUTE)
    const graded = await rounds.getGraded(me, room.id)
    expect(graded?.graded[0]).toMatchObject({ source: 'design', proof: 'graded' })
    expect(graded?.graded[0]?.verdict?.blank).toBe(false)
  })

  test('a lab whose answer is data is graded here, code is believed and called a claim', async () => {
    const labs = [...getLabs().values()]
    for (const kind of ['data', 'code'] as const) {
      const lab = labs.find((one) => one.kind === kind)
      const over = { blueprint: 'hands-on', ref: lab?.slug ?? null }
      const room = await runningRound(rounds, me, over)
      const sheet = room.items[0]?.sheet
      if (sheet?.as !== 'lab') throw new Error('no lab')
      const language = sheet.lab.languages[0] ?? 'text'
      const untouched = { as: 'lab' as const, language, code: sheet.lab.starter[language] ?? '' }
      const verdicts = sheet.lab.checks.map(({ id }) => ({ id, passed: true, findings: [] }))
      const tab = new Tab(rounds, me, room.id)
      const answer =
        kind === 'code'
          ? { ...untouched, code: '# mine', verdicts }
          : { ...untouched, code: `${untouched.code}\n`, verdicts }
      await tab.sendOne(tab.write(0, 'answer', answer, NOW), NOW)
      await rounds.submitInterview(me, room.id, NOW + MINUTE)
      const [found] = (await rounds.getGraded(me, room.id))?.graded ?? []
      expect(found?.proof).toBe(kind === 'code' ? 'claimed' : 'graded')
      // What the browser claims of data is not believed: the starter does not pass.
      expect(found?.verdict?.right).toBe(kind === 'code')
    }
  })

  test('a lab that was not touched was not answered', async () => {
    const room = await runningRound(rounds, me, { blueprint: 'hands-on' })
    const sheet = room.items[0]?.sheet
    if (sheet?.as !== 'lab') throw new Error('no lab')
    const language = sheet.lab.languages[0] ?? 'text'
    const code = sheet.lab.starter[language] ?? ''
    const tab = new Tab(rounds, me, room.id)
    const answer = { as: 'lab' as const, language, code, verdicts: null }
    await tab.sendOne(tab.write(0, 'answer', answer, NOW), NOW)
    await rounds.submitInterview(me, room.id, NOW + MINUTE)
    expect((await rounds.getGraded(me, room.id))?.graded[0]?.verdict).toBeNull()
  })
})

/** Every text in a value, however deep. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

/** Texts of an item that only who has answered may read: reasons, models, phrasings, solutions. */
async function secretsOf({ source, ref, seed }: { source: string; ref: string; seed: string }) {
  const { getExercise } = await import('@/features/quiz/data')
  const { getIncidentExercise } = await import('../incident/data')
  const { getQuestion } = await import('../rubric/data')
  const { getDesign } = await import('../design/data')
  const keys = ['whyHtml', 'explainHtml', 'modelHtml', 'solution', 'accept', 'says', 'why', 'said']
  const within = (value: unknown): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          keys.includes(key) ? textsIn(inner) : within(inner),
        )
      : []
  if (source === 'lab') {
    const lab = getLabs().get(ref)
    return lab ? textsIn(drawLab(lab.source, labSeed(seed)).lab.solution) : []
  }
  const all = { exercise: getExercise, incident: getIncidentExercise }
  if (source === 'exercise' || source === 'incident') return within(all[source](ref, seed))
  return within(source === 'design' ? getDesign(ref) : getQuestion(ref))
}

test.each<Partial<Start>>([
  { blueprint: 'exam', size: 60 },
  { blueprint: 'final', size: 60 },
  { blueprint: 'section', topic: 'observability', size: 25 },
  { blueprint: 'interview', size: 60 },
  { blueprint: 'rapid' },
  { blueprint: 'design' },
  { blueprint: 'hands-on' },
  { blueprint: 'incident', level: 'senior' },
])('nothing of a key goes over the wire before the round is graded: $blueprint', async (over) => {
  const room = await runningRound(rounds, me, over)
  let view = room
  if (room.disclosure === 'one')
    for (const { place } of room.items) {
      const sheet = view.items[place]?.sheet
      const tab = new Tab(rounds, me, room.id)
      if (sheet?.as === 'exercise') {
        const chosen = anyChosen(sheet.sheet)
        await tab.sendOne(tab.write(place, 'answer', { as: 'exercise', chosen }, NOW), NOW)
      }
      view = await next(room.id, place, NOW + SECOND)
    }
  const told = textsIn(view).join('\n')
  const rows = await rounds.db().interviewItem.findMany({ where: { interviewId: room.id } })
  let secrets = 0
  for (const row of rows)
    for (const secret of await secretsOf(row)) {
      if (secret.length < 30) continue
      secrets += 1
      expect(told).not.toContain(secret)
    }
  expect(secrets).toBeGreaterThan(0)
  expect(JSON.stringify(view)).not.toMatch(/"(?:key|whyHtml|explainHtml|modelHtml|solution)":/)
})

describe('where one goes on', () => {
  test('is the place of the highest write, whichever browser made it and whenever it came', async () => {
    const { id, at } = await runningRound(rounds, me)
    expect(at).toBeNull()
    const [here, there] = [new Tab(rounds, me, id), new Tab(rounds, me, id)]
    const late = here.write(1, 'note', 'here', NOW)
    there.sequence = here.sequence
    await there.send([there.write(4, 'spent', 1_000, NOW)], NOW)
    await here.send([late], NOW + SECOND)
    expect((await rounds.getRoom(me, id, NOW + 2 * SECOND))?.at).toBe(4)
  })
})
