import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import { bankOf, KINDS } from '@/scripts/quiz/fixture'
import type { HandedOut, SheetAnswer, Told } from './attempt/schema'
import { emptyChosen } from './draft/rules'
import type { Practice } from './pick/schema'
import type { Chosen, Confidence, Exercise, Sheet } from './schema'
import { shownOrder } from './sheet/rules'

const NOW = Date.UTC(2026, 10, 23, 9)
const DAY = 86_400_000
const CARD = 'api-gateway-basics.route-word'
const ID = (kind: string) => `quiz.api-gateway-basics.t-${kind}`

let bank: Exercise[]
let folder: string
const rooms = {} as typeof import('./data') &
  typeof import('./attempt/data') &
  typeof import('./card/data') &
  typeof import('./regrade/data') &
  typeof import('./history/data') &
  typeof import('./report/data') &
  typeof import('@/features/review/replay/data') &
  typeof import('@/lib/db')

/** Puts a bank where the server reads it. */
const publish = (exercises: Exercise[]) =>
  writeFileSync(join(folder, '.generated/quiz.json'), JSON.stringify(exercises))

beforeAll(async () => {
  await freshDatabase()
  const { exercises, problems } = await (await bankOf()).compile(KINDS)
  expect(problems).toEqual([])
  bank = exercises
  // The server reads its files below the folder that it runs in.
  const own = process.cwd()
  folder = mkdtempSync(join(tmpdir(), 'coldstart-quiz-'))
  mkdirSync(join(folder, '.generated'))
  for (const name of ['content.json', 'labs.json'])
    symlinkSync(join(own, '.generated', name), join(folder, '.generated', name))
  publish(bank)
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
  Object.assign(
    rooms,
    await import('./data'),
    await import('./attempt/data'),
    await import('./card/data'),
    await import('./regrade/data'),
    await import('./history/data'),
    await import('./report/data'),
    await import('@/features/review/replay/data'),
    await import('@/lib/db'),
  )
}, 120_000)

async function learner(): Promise<UserId> {
  const { id } = await rooms.db().learner.create({ data: { guestKey: randomUUID() } })
  return id as UserId
}
async function handOut(userId: UserId, practice: Practice = {}, now = NOW): Promise<HandedOut> {
  const outcome = await rooms.handOutSheets(userId, practice, now)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value
}
async function sheetFor(userId: UserId, kind: string, now = NOW): Promise<Sheet> {
  const [sheet] = (await handOut(userId, { exercise: ID(kind) }, now)).sheets
  if (!sheet) throw new Error(`no ${kind}`)
  return sheet
}
const seedOf = async ({ sheetId }: Sheet) =>
  (await rooms.db().quizSheet.findUniqueOrThrow({ where: { id: sheetId } })).seed
const exerciseOf = ({ exerciseId }: Sheet) => {
  const found = bank.find(({ id }) => id === exerciseId)
  if (!found) throw new Error(exerciseId)
  return found
}

/** The right answer to a sheet, by the key that only the test has. */
async function rightAnswer(sheet: Sheet): Promise<Chosen> {
  const { body } = exerciseOf(sheet)
  const seed = await seedOf(sheet)
  const placesOf = (indices: number[], what: string, count: number, never = false) => {
    const order = shownOrder(count, seed, what, never)
    return indices.map((index) => order.indexOf(index))
  }
  switch (body.kind) {
    case 'single':
    case 'multiple':
    case 'triage': {
      const keys = body.options.flatMap(({ key }, index) => (key ? [index] : []))
      return { kind: 'choice', chosen: placesOf(keys, 'options', body.options.length) }
    }
    case 'ordering': {
      const all = body.steps.map((_, index) => index)
      return { kind: 'order', order: placesOf(all, 'steps', all.length, true) }
    }
    case 'matching': {
      const lefts = shownOrder(body.lefts.length, seed, 'lefts')
      return { kind: 'pairs', pairs: placesOf(lefts, 'rights', body.rights.length) }
    }
    case 'cloze':
      return {
        kind: 'blanks',
        blanks: Object.fromEntries(
          body.names.map((name) => [name, body.blanks[name]?.accept[0] ?? '']),
        ),
      }
    case 'numeric':
      return { kind: 'number', text: `${body.answer} ${body.unit}` }
    case 'hotspot':
      return {
        kind: 'spots',
        spots: body.spots.filter(({ key }) => key).map(({ node }) => node),
      }
    case 'predict':
      return {
        kind: 'parts',
        parts: Object.fromEntries(body.parts.map(({ part, key }) => [part, key])),
      }
    case 'fix':
      return { kind: 'text', text: body.solution }
    case 'open':
      return { kind: 'text', text: 'It evens out bursts; what fails is retried; nothing is lost.' }
  }
}

/** A wrong answer: the next place, another number, what was broken. */
async function wrongAnswer(sheet: Sheet): Promise<Chosen> {
  const right = await rightAnswer(sheet)
  switch (right.kind) {
    case 'choice': {
      const count = 'options' in sheet.body ? sheet.body.options.length : 0
      const other = Array.from({ length: count }, (_, at) => at).filter(
        (at) => !right.chosen.includes(at),
      )
      return { kind: 'choice', chosen: other.slice(0, right.chosen.length) }
    }
    case 'order':
      return { kind: 'order', order: [...right.order].reverse() }
    case 'pairs':
      return {
        kind: 'pairs',
        pairs: right.pairs.map((_, at, all) => all[(at + 1) % all.length] ?? null),
      }
    case 'blanks':
      return { kind: 'blanks', blanks: { ...right.blanks, status: 'status' } }
    case 'number':
      return { kind: 'number', text: '80' }
    case 'spots':
      return { kind: 'spots', spots: ['code'] }
    case 'parts':
      return { kind: 'parts', parts: { ...right.parts, status: '403' } }
    case 'text':
      return {
        kind: 'text',
        text: 'GET /other: { integration: { type: AWS_PROXY, function: orders } }',
      }
  }
}

const answerTo = (
  { sheetId }: Sheet,
  chosen: Chosen,
  confidence: Confidence | null = 'sure',
): SheetAnswer => ({ sheetId, answerId: randomUUID(), chosen, confidence, durationMs: 9_000 })

async function told(userId: UserId, answer: SheetAnswer, now = NOW): Promise<Told> {
  const outcome = await rooms.answerSheet(userId, answer, now)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value
}
const events = (userId: UserId) =>
  rooms.db().review.findMany({ where: { learnerId: userId }, orderBy: { seq: 'asc' } })
const rowOf = ({ sheetId }: Sheet) =>
  rooms.db().quizSheet.findUniqueOrThrow({ where: { id: sheetId } })

const GRADED = [
  'single',
  'multiple',
  'triage',
  'ordering',
  'matching',
  'cloze',
  'numeric',
  'hotspot',
  'predict',
  'fix',
]

describe('handing out', () => {
  test('nothing of a key or a reason is on a sheet, of whatever kind', async () => {
    const userId = await learner()
    const { sheets } = await handOut(userId, { size: '40' })
    for (const kind of GRADED) sheets.push(await sheetFor(userId, kind))
    expect(sheets).toHaveLength(40 + GRADED.length)
    for (const sheet of sheets) {
      const wire = JSON.stringify(sheet)
      const { body, explainHtml } = rooms.getExercise(sheet.exerciseId, await seedOf(sheet)) ?? {}
      if (!body) throw new Error(sheet.exerciseId)
      const reasons = JSON.stringify(body).match(/"(?:why|whyHtml)":"((?:[^"\\]|\\.)*)"/g) ?? []
      const secrets = [
        explainHtml,
        ...reasons.map((text) => text.split(':"')[1]?.slice(0, -1) ?? ''),
      ]
      if (body.kind === 'cloze') secrets.push('statusCode', 'stringify')
      if (body.kind === 'predict') secrets.push('404', 'Not Found')
      if (body.kind === 'fix') secrets.push('GET /orders:', 'Nothing else is')
      if (body.kind === 'open') secrets.push('evens out')
      for (const secret of secrets.filter(Boolean)) expect(wire).not.toContain(secret)
      expect(wire).not.toMatch(/"(?:key|keyHash|answer|accept|solution|tolerance|lures|right)":/)
    }
  })

  test('a reload brings the same sheets, less those that were answered', async () => {
    const userId = await learner()
    const practice: Practice = { since: String(NOW), size: '10' }
    const first = await handOut(userId, practice, NOW + 1000)
    expect((await handOut(userId, practice, NOW + 2000)).sheets).toEqual(first.sheets)
    const [one, ...rest] = first.sheets
    if (!one) throw new Error('no sheet')
    await rooms.answerSheet(userId, answerTo(one, emptyChosen(one.body)), NOW + 3000)
    const second = await handOut(userId, practice, NOW + 4000)
    expect(second.done).toBe(1)
    expect(new Set(second.sheets.map(({ sheetId }) => sheetId))).toEqual(
      new Set(rest.map(({ sheetId }) => sheetId)),
    )
    expect(await rooms.db().quizSheet.count({ where: { learnerId: userId } })).toBe(10)
  })

  test('only mistakes, until they are mended', async () => {
    const userId = await learner()
    expect((await handOut(userId, { mode: 'mistakes' })).sheets).toEqual([])
    const sheet = await sheetFor(userId, 'single')
    await told(userId, answerTo(sheet, await wrongAnswer(sheet)))
    const mistakes = await handOut(userId, { mode: 'mistakes' }, NOW + 1000)
    expect(mistakes.sheets.map(({ exerciseId }) => exerciseId)).toEqual([ID('single')])
    const [again] = mistakes.sheets
    if (!again) throw new Error('no sheet')
    await told(userId, answerTo(again, await rightAnswer(again)), NOW + 2000)
    expect((await handOut(userId, { mode: 'mistakes' }, NOW + 3000)).sheets).toEqual([])
    const [line] = await rooms.listAnswered(userId)
    expect(line?.answers.map(({ right }) => right)).toEqual([true, false])
  })
})

describe('answering', () => {
  test.each(GRADED)('%s: right is right, wrong is wrong with its reasons', async (kind) => {
    const userId = await learner()
    const sheet = await sheetFor(userId, kind)
    const wrong = await told(userId, answerTo(sheet, await wrongAnswer(sheet)))
    expect(wrong.verdict).toMatchObject({ right: false, blank: false })
    expect(wrong.verdict.findings.some(({ whyHtml }) => whyHtml !== '')).toBe(true)
    expect(wrong.explainHtml).toBe(exerciseOf(sheet).explainHtml)
    const again = await sheetFor(userId, kind, NOW + 1000)
    expect(again.sheetId).not.toBe(sheet.sheetId)
    const right = await told(userId, answerTo(again, await rightAnswer(again)), NOW + 2000)
    expect(right.verdict).toMatchObject({ right: true, score: 1 })
    expect((await rooms.compareLearner(userId)).differences).toEqual([])
  })

  test('a thousand copies of an answer at once are one', async () => {
    const userId = await learner()
    const sheet = await sheetFor(userId, 'cloze')
    const answer = answerTo(sheet, await wrongAnswer(sheet))
    const outcomes: Awaited<ReturnType<typeof rooms.answerSheet>>[] = []
    for (let part = 0; part < 10; part += 1)
      outcomes.push(
        ...(await Promise.all(
          Array.from({ length: 100 }, () => rooms.answerSheet(userId, answer, NOW)),
        )),
      )
    expect(outcomes.every((outcome) => outcome.ok && !outcome.value.verdict.right)).toBe(true)
    expect(await events(userId)).toHaveLength(1)
    expect(await rooms.db().quizSheet.count({ where: { learnerId: userId } })).toBe(1)
  }, 120_000)

  test('of two different answers at once one is kept, the other is refused', async () => {
    const userId = await learner()
    const sheet = await sheetFor(userId, 'single')
    const [right, wrong] = [await rightAnswer(sheet), await wrongAnswer(sheet)]
    const outcomes = await Promise.all([
      rooms.answerSheet(userId, answerTo(sheet, right), NOW),
      rooms.answerSheet(userId, answerTo(sheet, wrong), NOW),
    ])
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
    const refused = outcomes.find(({ ok }) => !ok)
    expect(refused).toMatchObject({ error: expect.stringMatching(/answered already/) })
  })

  test('what is forged, late or no answer gets a sentence and changes nothing', async () => {
    const userId = await learner()
    const other = await learner()
    const sheet = await sheetFor(userId, 'single')
    const right = await rightAnswer(sheet)
    const before = await rowOf(sheet)
    const refused = async (who: UserId, answer: SheetAnswer, says: RegExp, now = NOW) => {
      const outcome = await rooms.answerSheet(who, answer, now)
      expect(outcome).toMatchObject({ ok: false, error: expect.stringMatching(says) })
      expect(JSON.stringify(outcome)).not.toContain('why')
    }
    await refused(other, answerTo(sheet, right), /no such question/)
    await refused(userId, { ...answerTo(sheet, right), sheetId: randomUUID() }, /no such question/)
    await refused(userId, answerTo(sheet, right), /more than a day ago/, NOW + 2 * DAY)
    await refused(
      userId,
      answerTo(sheet, { kind: 'choice', chosen: [9] }),
      /no answer to this kind/,
    )
    await refused(userId, answerTo(sheet, { kind: 'choice', chosen: [0, 1] }), /no answer to this/)
    await refused(userId, answerTo(sheet, { kind: 'number', text: '1' }), /no answer to this kind/)
    expect(await rowOf(sheet)).toEqual(before)
    const answer = answerTo(sheet, right)
    await told(userId, answer)
    const second = await sheetFor(userId, 'triage')
    const reused = { ...answerTo(second, await rightAnswer(second)), answerId: answer.answerId }
    await refused(userId, reused, /answered already/)
    expect((await rowOf(second)).answerId).toBeNull()
    expect(await events(other)).toEqual([])
    expect(await events(userId)).toHaveLength(1)
  })

  test('an exercise whose key changed since is not graded by the other key', async () => {
    const userId = await learner()
    const sheet = await sheetFor(userId, 'numeric')
    publish(bank.map((one) => (one.id === ID('numeric') ? { ...one, keyHash: 'other' } : one)))
    const outcome = await rooms.answerSheet(
      userId,
      answerTo(sheet, { kind: 'number', text: '20' }),
      NOW,
    )
    publish(bank)
    expect(outcome).toMatchObject({ ok: false, error: expect.stringMatching(/was changed since/) })
    expect((await rowOf(sheet)).answerId).toBeNull()
  })
})

describe('memory', () => {
  const give = async (
    userId: UserId,
    kind: string,
    isRight: boolean,
    confidence: Confidence | null,
    now = NOW,
  ) => {
    const sheet = await sheetFor(userId, kind, now)
    const chosen = isRight ? await rightAnswer(sheet) : await wrongAnswer(sheet)
    return told(userId, answerTo(sheet, chosen, confidence), now)
  }

  test.each<[boolean, Confidence | null, number[]]>([
    [false, 'sure', [1]],
    [false, 'guess', [1]],
    [true, 'sure', [3]],
    [true, 'think', [2]],
    [true, null, [2]],
    [true, 'guess', []],
  ])('right %s and %s is told as %j', async (isRight, confidence, grades) => {
    const userId = await learner()
    await give(userId, 'numeric', isRight, confidence)
    expect((await events(userId)).map(({ grade }) => grade)).toEqual(grades)
  })

  test('what was typed moves the card; what was recognised stands beside it', async () => {
    const userId = await learner()
    await give(userId, 'numeric', true, 'sure')
    await give(userId, 'single', true, 'sure', NOW + 1000)
    expect(await events(userId)).toMatchObject([
      { cardId: CARD, mode: 'recall', source: 'quiz', kind: 'answer', grade: 3 },
      {
        cardId: `${CARD}~recognise`,
        mode: 'recognise',
        source: 'quiz',
        kind: 'recognise',
        grade: 3,
      },
    ])
    const memories = await rooms.db().memory.findMany({ where: { learnerId: userId } })
    expect(memories.map(({ cardId }) => cardId)).toEqual([CARD])
    expect(await rooms.compareLearner(userId)).toMatchObject({ events: 2, differences: [] })
    const without = await rooms.compareLearner(userId, { without: 'quiz' })
    expect(without.differences.join('\n')).toContain(CARD)
    await expect(rooms.compareLearner(userId, { mend: true, without: 'quiz' })).rejects.toThrow()
  })

  test('sure and right is worth a Good once a day for each card', async () => {
    const userId = await learner()
    await give(userId, 'numeric', true, 'sure')
    await give(userId, 'cloze', true, 'sure', NOW + 1000)
    expect(await events(userId)).toHaveLength(1)
    await give(userId, 'predict', true, 'sure', NOW + DAY)
    expect((await events(userId)).map(({ grade }) => grade)).toEqual([3, 3])
  })

  test('an answer left blank tells nothing', async () => {
    const userId = await learner()
    const sheet = await sheetFor(userId, 'single')
    const { verdict } = await told(userId, answerTo(sheet, emptyChosen(sheet.body)))
    expect(verdict).toMatchObject({ right: false, blank: true })
    expect(await events(userId)).toEqual([])
  })
})

describe('a card of a wrong answer', () => {
  test('is one for each exercise and thing chosen, with reason and link', async () => {
    const userId = await learner()
    const sheet = await sheetFor(userId, 'single')
    const early = await rooms.makeCard(userId, sheet.sheetId, NOW)
    expect(early).toMatchObject({ ok: false })
    const { verdict } = await told(userId, answerTo(sheet, await wrongAnswer(sheet)))
    const made = await Promise.all(
      Array.from({ length: 5 }, () => rooms.makeCard(userId, sheet.sheetId, NOW)),
    )
    expect(made.filter((one) => one.ok && one.value.isNew)).toHaveLength(1)
    expect(await rooms.makeCard(await learner(), sheet.sheetId, NOW)).toMatchObject({ ok: false })
    const [note, ...more] = await rooms.db().ownNote.findMany({ where: { learnerId: userId } })
    expect(more).toEqual([])
    const wrong = verdict.findings.find(({ chosen }) => chosen)
    expect(note).toMatchObject({ origin: 'quiz', sourceHref: exerciseOf(sheet).href })
    expect(note?.front).toContain('A client calls the root of an HTTP API')
    expect(note?.back).toBe('No part of the path')
    expect(note?.extra).toContain(wrong?.html)
    expect(note?.extra).toContain(wrong?.whyHtml)
    const again = await sheetFor(userId, 'single', NOW + 1000)
    await told(
      userId,
      answerTo(again, { kind: 'choice', chosen: await otherWrong(again, wrong?.html ?? '') }),
      NOW + 1000,
    )
    await rooms.makeCard(userId, again.sheetId, NOW + 1000)
    expect(await rooms.db().ownNote.count({ where: { learnerId: userId } })).toBe(2)
  })

  /** A wrong place other than the option that was chosen before. */
  async function otherWrong(sheet: Sheet, before: string): Promise<number[]> {
    const right = await rightAnswer(sheet)
    const options = 'options' in sheet.body ? sheet.body.options : []
    const keys = right.kind === 'choice' ? right.chosen : []
    return [options.findIndex((html, at) => html !== before && !keys.includes(at))]
  }
})

describe('a key that changes', () => {
  /** The bank with the key of the single choice moved to another option. */
  const mended = (from: string, to: string): Exercise[] =>
    bank.map((one) => {
      if (one.id !== ID('single') || !('options' in one.body)) return one
      const options = one.body.options.map((option) =>
        option.text === from || option.text === to
          ? { ...option, key: option.text === to }
          : option,
      )
      return { ...one, keyHash: 'mended', body: { ...one.body, options } }
    })

  test('grades past answers again, once, and says so until it is put away', async () => {
    const userId = await learner()
    const sheet = await sheetFor(userId, 'single')
    const { verdict } = await told(userId, answerTo(sheet, await wrongAnswer(sheet)))
    const chosen = verdict.findings.find((one) => one.chosen)?.html ?? ''
    publish(mended('No part of the path', chosen))
    try {
      await Promise.all([
        rooms.regradeAnswers(userId, NOW + DAY),
        rooms.regradeAnswers(userId, NOW + DAY),
      ])
      await rooms.regradeAnswers(userId, NOW + 2 * DAY)
      expect(await rowOf(sheet)).toMatchObject({ right: true, keyHash: 'mended' })
      expect(await rooms.listRegraded(userId)).toMatchObject([
        { exerciseId: ID('single'), rightBefore: false, rightAfter: true },
      ])
      expect((await events(userId)).map(({ kind }) => kind)).toEqual(['recognise', 'undo'])
      expect((await rooms.compareLearner(userId)).differences).toEqual([])
      await rooms.dismissRegraded(userId, NOW + DAY)
      expect(await rooms.listRegraded(userId)).toEqual([])
    } finally {
      publish(bank)
    }
  })

  test('leaves a verdict alone where the answer is not there any more', async () => {
    const userId = await learner()
    const sheet = await sheetFor(userId, 'single')
    const { verdict } = await told(userId, answerTo(sheet, await wrongAnswer(sheet)))
    const chosen = verdict.findings.find((one) => one.chosen)?.html ?? ''
    publish(
      mended('', '').map((one) =>
        one.id === ID('single') && 'options' in one.body
          ? {
              ...one,
              body: {
                ...one.body,
                options: one.body.options.map((option) =>
                  option.text === chosen ? { ...option, text: 'Another text' } : option,
                ),
              },
            }
          : one,
      ),
    )
    try {
      await rooms.regradeAnswers(userId, NOW + DAY)
      expect(await rowOf(sheet)).toMatchObject({ right: false, keyHash: 'mended' })
      expect(await rooms.listRegraded(userId)).toMatchObject([{ rightAfter: null }])
    } finally {
      publish(bank)
    }
  })
})

test('statistics of an item wait for five answers; reports name the question', async () => {
  let last: Told | undefined
  for (let count = 0; count < 5; count += 1) {
    const userId = await learner()
    const sheet = await sheetFor(userId, 'hotspot')
    const right = count < 4
    last = await told(
      userId,
      answerTo(sheet, right ? await rightAnswer(sheet) : await wrongAnswer(sheet)),
    )
    if (count === 0)
      expect(await rooms.reportExercise(userId, sheet.sheetId, 'too easy', NOW)).toMatchObject({
        ok: true,
      })
  }
  expect(last?.statistics?.answers).toBeGreaterThanOrEqual(5)
  const [report] = await rooms.db().report.findMany()
  expect(report).toMatchObject({
    path: '/topics/api-gateway-basics',
    text: `${ID('hotspot')}: too easy`,
  })
})
