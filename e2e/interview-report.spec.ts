import { readFileSync } from 'node:fs'
import type { InterviewBank } from '@/features/interview/bank/schema'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'
import { chosenFor, tell, write } from './interviews/answers'
import { draft, enterAsGuest, roomOf } from './interviews/round'

const base = () => test.info().project.use.baseURL as string

/** An exam of ten, sat without its room: one sure and wrong, one right, one by a guess, the rest blank. */
async function satExam(page: import('@playwright/test').Page, wrongFirst = true) {
  const id = await draft(page, base(), { blueprint: 'exam', size: 10 })
  await tell(page, base(), 'begin', { id })
  const { items } = await roomOf(page, base(), id)
  const choices = items.filter(({ sheet }) => chosenFor(sheet, true))
  const [a, b, c] = choices.map(({ place }) => place)
  const given = choices.slice(0, 3).map(({ place, sheet }) => {
    const first = place === a
    const answer = chosenFor(sheet, !(first && wrongFirst))
    const confidence = first ? 'sure' : place === b ? 'think' : 'guess'
    const note = first ? 'Look this one up.' : ''
    return [place, { answer, confidence, note, flag: place === b }] as const
  })
  await write(page, base(), id, new Map(given))
  await tell(page, base(), 'submit', { id })
  return { id, wrong: (a ?? 0) + 1, right: (b ?? 0) + 1, guess: (c ?? 0) + 1 }
}

test('an exam is chosen, sat and reported: bands, confidence, evidence, plan, comparison, print, file', async ({
  page,
}) => {
  await enterAsGuest(page, base())
  await page.goto('/interviews')
  await expect(page.locator('form[data-ready]')).toBeVisible()
  await expect(page.getByText('Nothing was sat yet')).toBeVisible()
  await expectAccessible(page)
  // By keyboard alone: another round, what it lacks is said, then its paper is made.
  await page.getByRole('radio', { name: /^Interview/ }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^Section/ })).toBeChecked()
  await page.getByRole('button', { name: 'Make the paper' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Choose the topic of this round.')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Topic' })).toBeFocused()
  await page.getByRole('radio', { name: /^Section/ }).focus()
  await page.keyboard.press('ArrowUp')
  await page.getByLabel(/or any from/).fill('5')
  await expect(page.getByText('Timed exam: 5 questions, 10 minutes')).toBeVisible()
  await page.getByRole('button', { name: 'Make the paper' }).press('Enter')
  await page.waitForURL(/\/interviews\/[0-9a-f-]{36}$/)
  await page.goto('/interviews')
  await expect(page.locator('form[data-ready]')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Begin: Timed exam' })).toBeVisible()
  // What was chosen the last time is chosen again.
  await expect(page.getByText('Timed exam: 5 questions, 10 minutes')).toBeVisible()

  const earlier = await satExam(page, false)
  const { id, wrong, right, guess } = await satExam(page)
  await page.goto(`/interviews/${id}/report`)
  await expect(page.locator('[data-ready]')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^20 %/)
  await expect(page.getByText('With 95 % confidence between 6 % and 51 %.')).toBeVisible()
  const trust = page.getByRole('region', { name: 'What you were sure of' })
  await expect(trust.getByRole('link', { name: String(wrong), exact: true })).toBeVisible()
  await expect(trust.getByRole('row', { name: 'Sure' })).toContainText('0 of 1')
  await expectAccessible(page)

  // What was sure and wrong stands open: why what was chosen tempts, the note, where it is taught.
  const place = page.getByRole('listitem').filter({ has: page.locator(`#q${wrong}`) })
  await expect(place.getByText('wrong, and you chose it').first()).toBeVisible()
  await expect(place.getByText('Look this one up.')).toBeVisible()
  await expect(place.getByRole('link', { name: 'Where this is taught' })).toBeVisible()
  await place.getByRole('button', { name: 'Report this question' }).press('Enter')
  await place.getByLabel('What is wrong?').fill('Two of the options say the same.')
  await place.getByRole('button', { name: 'Send the report' }).press('Enter')
  await expect(place.getByText('your report is saved')).toBeVisible()

  // A closed question opens by key; those of one kind can be listed alone.
  const other = page.getByRole('listitem').filter({ has: page.locator(`#q${right}`) })
  await other.locator('summary').first().focus()
  await page.keyboard.press('Enter')
  await expect(other.getByText('right, and you chose it').first()).toBeVisible()
  await page.getByRole('link', { name: 'Sure, but wrong 1' }).click()
  await page.waitForURL(/show=sure/)
  await expect(page.locator(`#q${guess}`)).toHaveCount(0)
  await page.getByRole('link', { name: 'All 10' }).click()
  await expect(page.locator(`#q${guess}`)).toHaveCount(1)

  const compare = page.getByRole('region', { name: /Against earlier rounds/ })
  await expect(compare).toContainText('10 points below the last time')
  await expect(compare.getByRole('link')).toHaveAttribute(
    'href',
    `/interviews/${earlier.id}/report`,
  )
  const review = page.getByRole('link', { name: /^Review th/ }).first()
  await expect(review).toHaveAttribute('href', /^\/review\?cards=/)
  await expect(page.getByRole('region', { name: 'What to study' })).toContainText('Day 7')

  const file = await (await page.request.get(`/api/v1/interviews/${id}/report`)).json()
  expect(file).toMatchObject({
    format: 'coldstart-interview-report',
    version: 1,
    interview: id,
    score: { score: 0.2, questions: 10, answered: 3, right: 2 },
    sureButWrong: [wrong],
  })
  expect(file.questions).toHaveLength(10)

  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Done reviewing' })).toBeHidden()
  await expect(page.locator(`#q${guess}`)).toBeVisible()
  await page.emulateMedia({ media: 'screen' })

  for (const width of [390, 768, 1920]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSideways(page)
  }
  await page.getByRole('button', { name: 'Done reviewing' }).click()
  await expect(page.getByRole('button', { name: '✓ Reviewed' })).toBeVisible()
  await page.goto('/interviews')
  await expect(
    page.getByRole('region', { name: 'Your rounds' }).getByRole('link', { name: 'Timed exam' }),
  ).toHaveCount(2)
  await page.goto('/progress')
  await expect(page.getByRole('region', { name: 'Interviews' })).toContainText('20 %')
})

test('answers in one’s own words: each point names its sentence, is contested, and marked by oneself', async ({
  page,
}) => {
  const bank: InterviewBank = JSON.parse(readFileSync('.generated/interviews.json', 'utf8'))
  await enterAsGuest(page, base())
  const id = await draft(page, base(), { blueprint: 'interview', size: 15 })
  await tell(page, base(), 'begin', { id })
  const { items } = await roomOf(page, base(), id)
  const [first] = items
  const title = first?.sheet?.as === 'open' ? first.sheet.title : ''
  const question = bank.questions.find((one) => one.title === title)
  const sentence = (said = '') => `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
  const said = question?.rubric.points.slice(0, 2).map(({ accept }) => sentence(accept[0])) ?? []
  const text = `${said.join(' ')} The weather is fine.`
  await write(page, base(), id, new Map([[0, { answer: { as: 'open', text } }]]))
  await tell(page, base(), 'submit', { id })
  await page.goto(`/interviews/${id}/report`)
  await expect(page.locator('[data-ready]')).toBeVisible()
  const points = page.locator('#q1 .findings > li')
  for (const at of [0, 1]) await expect(points.nth(at)).toContainText('You said:')
  // In the answer itself each sentence carries the number of the point that it earned.
  await expect(page.locator('#q1 sup').first()).toContainText('earned point 1')
  await expectAccessible(page)

  // A point that was overheard, with a reason; then all of them by one's own ear.
  const missed = page.locator('#q1 .findings > li:not([data-right])').first()
  await missed.getByRole('button', { name: 'I did say this' }).press('Enter')
  await missed.getByLabel(/Where did you say it/).fill('In the last sentence.')
  await missed.getByRole('button', { name: 'Keep my mark' }).press('Enter')
  await expect(missed).toContainText('Your mark: it was said. In the last sentence.')
  await expect(page.locator('#q1')).toContainText('You agree on 0 of 1 point that you marked')
  await page.reload()
  await expect(page.locator('[data-ready]')).toBeVisible()
  await expect(missed).toContainText('Your mark: it was said.')
  await page.getByText('Mark this answer yourself').click()
  await page.getByRole('button', { name: 'Keep my marks' }).click()
  const all = await points.count()
  await expect(page.locator('#q1')).toContainText(`You agree on ${all - 1} of ${all} points`)
  await expect(page.getByText('By your marks', { exact: true })).toBeVisible()
  await missed.getByRole('button', { name: 'Take it back' }).click()
  await expect(missed.getByRole('button', { name: 'I did say this' })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSideways(page)
})

test('a paper is shared and sat again; a result is signed, checked, and shown to be edited', async ({
  page,
  browser,
}) => {
  await enterAsGuest(page, base())
  const { id } = await satExam(page)
  await page.goto(`/interviews/${id}/report`)
  await expect(page.locator('[data-ready]')).toBeVisible()
  await page.getByText('Let a friend sit the same paper').click()
  const paper = page.getByLabel('Link to the paper')
  await expect(paper).toHaveValue(/^http/)
  const link = await paper.inputValue()
  await page.getByText('A result that others can check').click()
  await page.getByLabel(/Name on it/).fill('Ada L.')
  await page.getByRole('button', { name: 'Sign it' }).press('Enter')
  const signed = page.getByLabel('Link to the signed result')
  await expect(signed).toHaveValue(/verify\?t=/)
  const result = await signed.inputValue()
  const deeds = page.getByRole('region', { name: 'What to do with this report' })
  await deeds.getByRole('button', { name: 'Copy' }).last().click()
  await expect(page.getByText(/^(Copied\.|Press Ctrl)/)).toBeVisible()

  const context = await browser.newContext({ baseURL: base() })
  const friend = await context.newPage()
  await friend.goto(result)
  await expect(friend.getByRole('heading', { name: /As it was signed/ })).toBeVisible()
  await expect(friend.getByRole('main')).toContainText('Ada L.')
  await expect(friend.getByRole('main')).toContainText('20 %')
  await expectAccessible(friend)
  const token = new URL(result).searchParams.get('t') ?? ''
  const [head, , seal] = token.split('.')
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  const better = Buffer.from(JSON.stringify({ ...claims, score: 1 })).toString('base64url')
  for (const [pasted, says] of [
    [`${head}.${better}.${seal}`, 'Not as it was signed'],
    [token.slice(0, 80), 'This is no signed result'],
    ['hello', 'This is no signed result'],
  ] as const) {
    await friend.getByRole('textbox').fill(pasted)
    await friend.getByRole('button', { name: 'Check it' }).click()
    await expect(friend.getByRole('heading', { name: says })).toBeVisible()
  }

  // The friend sits the same paper, byte for byte, and an edited link leads nowhere.
  await friend.goto(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)
  await expect(friend.getByRole('heading', { name: 'This paper cannot be sat' })).toBeVisible()
  await friend.goto(link)
  await expect(friend.locator('form[data-ready]')).toBeVisible()
  await expectAccessible(friend)
  await friend.getByRole('button', { name: 'Sit this paper' }).press('Enter')
  await friend.waitForURL(/\/interviews\/[0-9a-f-]{36}$/)
  const theirs = new URL(friend.url()).pathname.split('/').at(-1) ?? ''
  await tell(friend, base(), 'begin', { id: theirs })
  const sheets = async (from: typeof page, one: string) =>
    JSON.stringify((await roomOf(from, base(), one)).items.map(({ sheet }) => sheet))
  expect(await sheets(friend, theirs)).toBe(await sheets(page, id))
  // Neither sees what the other did.
  await friend.goto(`/interviews/${id}/report`)
  await expect(friend.getByRole('heading', { level: 1 })).toHaveText(/not here|not found|no /i)
  await context.close()
})
