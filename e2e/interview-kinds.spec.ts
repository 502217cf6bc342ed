import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { drawLab } from '@/features/sandbox/labs/draw/rules'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'
import {
  begin,
  draft,
  enterAsGuest,
  expectRoom,
  expectSent,
  handIn,
  roomOf,
} from './interviews/round'

const base = () => test.info().project.use.baseURL as string

async function isReported(page: Page, id: string): Promise<void> {
  await page.waitForURL(`**/interviews/${id}/report`, { timeout: 30_000 })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Axe finds nothing on the whole page: a window as high as it, so that no bar covers half of a box. */
async function expectGood(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  await expectNoSideways(page)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height: height + 300 })
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('a design: parts, decisions and an argument; the key comes with the report', async ({
  page,
}) => {
  await enterAsGuest(page, base())
  const some = { blueprint: 'design', level: 'screen' as const, ref: 'contact-form' }
  const id = await draft(page, base(), some)
  await begin(page, base(), id)
  await expect(page.getByRole('heading', { name: 'A contact form for a bakery' })).toBeVisible()
  const wire = JSON.stringify(await roomOf(page, base(), id))
  expect(wire).not.toMatch(/harmless|worth|None of the above|What stands in a page is public/)

  // By keyboard alone: a part is ticked, a decision taken.
  await page.getByRole('checkbox', { name: 'An HTTP API with one POST route' }).focus()
  await page.keyboard.press('Space')
  for (const label of [
    'A throttle on the route',
    'A role that may write one table and send from one address',
    'A function that checks and stores the message',
    'A queue, or the table’s stream, between storing and mailing',
  ])
    await page.getByRole('checkbox', { name: label.replace('’', "'") }).check()
  await page.getByRole('checkbox', { name: 'A small PostgreSQL database' }).check()
  await expect(page.getByText('6 of 15 chosen')).toBeVisible()
  await page.getByRole('radio', { name: 'An HTTP API', exact: true }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('radio', { name: 'When the message is stored' }).check()
  await page.getByRole('radio', { name: 'AWS WAF with bot control' }).check()
  await page
    .getByRole('textbox', { name: /^Your argument/ })
    .fill('We store the message before answering. The queue retries when mail is down.')
  await expectGood(page, 1280)
  await expectSent(page)

  await page.reload()
  await expectRoom(page)
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(6)
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(3)
  await expectGood(page, 390)
  await handIn(page)
  await isReported(page, id)
  const report = page.locator('#q1')
  await expect(report.getByText('Needed, and missing.').first()).toBeVisible()
  await expect(report.getByText('Wrong here.').first()).toBeVisible()
  await expect(report.getByText('Can be defended, for half.').first()).toBeVisible()
  await expect(report.getByText('Not heard.')).toHaveCount(1)
  await expect(report.locator('figure.diagram svg')).toBeVisible()
  await expectGood(page, 390)
})

const answersOf = (slug: string, seed: number) =>
  drawLab(readFileSync(`content/labs/${slug}.yaml`, 'utf8'), seed).lab.solution as Record<
    string,
    string
  >

async function sitLab(page: Page, ref: string, language: string | null): Promise<string> {
  const id = await draft(page, base(), { blueprint: 'hands-on', ref })
  await begin(page, base(), id)
  if (language !== null)
    await page.getByRole('combobox', { name: 'Language' }).selectOption(language)
  await expect(page.locator('[data-editor=ready]')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('button', { name: /hint|solution/i })).toHaveCount(0)
  const { items } = await roomOf(page, base(), id)
  const sheet = items[0]?.sheet
  if (sheet?.as !== 'lab') throw new Error('no lab was handed out')
  expect(sheet.lab.hintsHtml).toEqual([])
  const solution = answersOf(ref, sheet.lab.seed)
  await page.getByRole('textbox', { name: /^Your answer/ }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(solution[language?.toLowerCase() ?? 'text'] ?? '')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/checks passed\. Solved\./)).toBeVisible({ timeout: 30_000 })
  await expectSent(page)
  return id
}

test('hands-on: a lab without hints; code is claimed, data is graded by the server', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await enterAsGuest(page, base())
  const code = await sitLab(page, 'first-handler', 'JavaScript')
  await expect(page.getByText(/the result is called “claimed”/)).toBeVisible()
  await page.getByRole('textbox', { name: /^Your answer/ }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(' ')
  await expect(page.getByText(/^Changed since the last run/)).toBeVisible()
  await expectGood(page, 1280)
  // What was written and run is there again.
  await expectSent(page)
  await page.reload()
  await expectRoom(page)
  await expect(page.getByRole('list', { name: 'Checks' }).getByText('Passed')).toHaveCount(3)
  await expectGood(page, 390)
  await handIn(page)
  await isReported(page, code)
  await expect(page.getByText('checked in your browser').first()).toBeVisible()

  const data = await sitLab(page, 'event-pattern', null)
  await handIn(page)
  await isReported(page, data)
  await expect(page.getByText('checked in your browser')).toHaveCount(0)
})

/** The recogniser of a browser that has one: this browser has its interface and no service behind it. */
function speakTo(page: Page, says: string[]) {
  return page.addInitScript((sentences) => {
    class Recogniser {
      onresult: ((event: unknown) => void) | null = null
      onerror: ((event: unknown) => void) | null = null
      onend: (() => void) | null = null
      #timers: number[] = []
      start() {
        const results: unknown[] = []
        for (const [i, text] of sentences.entries())
          for (const [j, isFinal] of [false, true].entries())
            this.#timers.push(
              window.setTimeout(
                () => {
                  results[i] = Object.assign([{ transcript: text, confidence: 0.9 }], { isFinal })
                  this.onresult?.({ results, resultIndex: i })
                },
                400 * (2 * i + j + 1),
              ),
            )
      }
      stop() {
        for (const timer of this.#timers) clearTimeout(timer)
        this.onend?.()
      }
      abort() {
        this.stop()
      }
    }
    Object.assign(window, { SpeechRecognition: Recogniser, webkitSpeechRecognition: Recogniser })
  }, says)
}

test('an interview is spoken: dictated, edited, recorded here, followed up, and quoted', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  await speakTo(page, ['um it depends on the caller', ' basically a queue would hold it'])
  await enterAsGuest(page, base())
  const id = await draft(page, base(), { blueprint: 'interview', size: 15 })
  await begin(page, base(), id)
  const answer = page.getByRole('textbox', { name: /^Your answer/ })

  // Where the sound goes is said before it goes anywhere.
  await page.getByRole('button', { name: 'Dictate' }).click()
  await expect(page.getByText(/the sound may leave this device/)).toBeVisible()
  await expectGood(page, 1280)
  await page.getByRole('button', { name: 'I would rather type' }).click()
  await expect(page.getByRole('button', { name: 'Dictate' })).toBeFocused()
  await page.getByRole('button', { name: 'Dictate' }).click()
  await page.keyboard.press('Enter')
  await expect(answer).toHaveValue(/^Um it depends on the caller basically a queue would hold it$/)
  await page.getByRole('button', { name: 'Stop dictating' }).click()
  await expect(page.locator('[data-measures]')).toContainText('2 filler words')
  await answer.fill('It depends on the caller: a queue would hold it.')

  // Without leave there is no recording, in plain words; with it, it stays in this browser.
  await page.getByRole('button', { name: 'Record' }).click()
  await expect(page.getByText(/may not use the microphone here/)).toBeVisible()
  await context.grantPermissions(['microphone'])
  const sent: string[] = []
  page.on('request', (request) =>
    sent.push(`${request.method()} ${request.headers()['content-type']}`),
  )
  await page.getByRole('button', { name: 'Record' }).click()
  await expect(page.getByText('Recording', { exact: true }).last()).toBeVisible()
  await page.waitForTimeout(1_500)
  await page.getByRole('button', { name: 'Stop recording' }).click()
  const recording = page.getByRole('list', { name: 'Recordings' }).locator('audio')
  await expect(recording).toHaveCount(1)
  await expect
    .poll(() =>
      recording.evaluate(
        (audio: HTMLAudioElement) => audio.duration < 60 && audio.currentTime === 0,
      ),
    )
    .toBe(true)
  expect(sent.filter((one) => /audio|octet/.test(one))).toEqual([])
  await expectSent(page)
  await expectGood(page, 390)
  await page.reload()
  await expectRoom(page)
  await expect(answer).toHaveValue('It depends on the caller: a queue would hold it.')
  await expect(page.locator('[data-measures]')).toContainText('2 filler words')
  await expect(recording).toHaveCount(1)
  await page.getByRole('button', { name: 'Delete recording 1' }).click()
  await expect(recording).toHaveCount(0)

  // What was left out is asked after.
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('article[data-place]')).not.toHaveAttribute('data-place', '0')
  await expect(page.getByText('A follow-up to question 1').first()).toBeVisible()
  await expect(answer).toHaveValue('')
  await answer.fill('I would look at the metric first, and then at the logs of that request.')
  await expectSent(page)
  await handIn(page)
  await isReported(page, id)
  await expect(
    page.getByText('It depends on the caller: a queue would hold it.').first(),
  ).toBeAttached()
  await expectGood(page, 390)
})
