import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import {
  BASIC,
  CLOZE,
  currentPackage,
  type Fixture,
  legacyCollection,
  PIXEL,
} from '../features/archive/fixtures/package'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'

const DAY = 86_400_000

/** A file on its way in, chosen as a person does. */
async function choose(page: Page, name: string, content: Uint8Array | string): Promise<void> {
  const input = page.getByLabel('Bring a file').locator('input[type="file"]')
  await expect(input).toHaveAttribute('data-ready', 'true')
  await input.setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(content),
  })
}

const alert = (page: Page) => page.getByRole('main').getByRole('alert')

const deck = (): Fixture => {
  const now = Date.now()
  return {
    types: [BASIC, CLOZE],
    decks: { 5: 'AWS::Lambda' },
    media: { 'one.png': PIXEL },
    notes: [
      {
        guid: 'journey-1',
        type: 11,
        fields: ['What is a <b>cold start</b>?', 'The first start <img src="one.png" alt="dot">'],
        deck: 5,
        cards: [
          {
            ordinal: 0,
            type: 2,
            log: [
              [now - 40 * DAY, 3, 0],
              [now - 39 * DAY, 3],
              [now - 30 * DAY, 4],
            ],
          },
        ],
      },
      {
        guid: 'journey-2',
        type: 15,
        fields: ['At most {{c1::15 minutes}} and {{c2::10 GB}}', ''],
        cards: [{ ordinal: 0 }, { ordinal: 1 }],
      },
      { guid: 'journey-3', type: 11, fields: ['A front without a back', ''] },
    ],
  }
}

test('a table comes in with its columns named, on a phone, by keyboard too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/archive')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import and export')
  await expectAccessible(page)
  await choose(
    page,
    'words.csv',
    'chapter;A1;B1\n1;What does S3 stand for?;Simple Storage Service\n2;What does SQS stand for?;Simple Queue Service\n3;No answer here;\n',
  )
  await expect(page.getByRole('heading', { name: 'words.csv' })).toBeVisible()
  await expect(page.getByLabel('Columns are set apart by')).toHaveValue(';')
  // Nothing names these columns: the first two were taken, and are corrected.
  await page.getByLabel('The first row names the columns').check()
  await expect(page.getByLabel('Column 2: A1')).toBeVisible()
  await page.getByLabel('Column 2: A1').selectOption('front')
  await page.getByLabel('Column 3: B1').selectOption('back')
  await expect(page.getByRole('button', { name: 'Add 2 notes' })).toBeEnabled()
  await expect(page.getByText('The back is empty').first()).toBeVisible()
  await expectNoSideways(page)
  await expectAccessible(page)
  await page.getByLabel('A tag for all of them').fill('services')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 notes added.').first()).toBeVisible()
  await expectNoSideways(page)
  await page.getByRole('link', { name: 'See them' }).click()
  await expect(page.getByText('What does SQS stand for?')).toBeVisible()
})

test('an Anki package: progress, preview, report, undo, and out and in again elsewhere', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/archive')
  await choose(page, 'lambda.apkg', await currentPackage(deck()))
  await expect(
    page.getByRole('progressbar').or(page.getByText('Nothing is saved yet.')),
  ).toBeVisible()
  await expect(page.getByText('2 notes that are new to you')).toBeVisible()
  await expect(page.getByText('3 answers to 1 cards')).toBeVisible()
  await expect(page.getByText('The back is empty').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add 2 notes' }).click()
  await expect(page.getByText('3 answers added to your history.').first()).toBeVisible()
  await expect(page.getByText('1 picture or sound kept.').first()).toBeVisible()
  await expectAccessible(page)
  const report = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the report' }).click()
  expect(readFileSync(await (await report).path(), 'utf8')).toContain(
    'A front without a back: The back is empty',
  )

  // The picture is the learner's own now, and the history is memory.
  await page.goto('/cards/own')
  await page
    .getByRole('link', { name: /What is a cold start/ })
    .first()
    .click()
  await expect(page.getByRole('img', { name: 'dot' }).first()).toBeVisible()

  await page.goto('/archive')
  const out = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download .apkg' }).click()
  const file = readFileSync(await (await out).path())

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(`${baseURL}/archive`)
  await choose(elsewhere, 'coldstart.apkg', file)
  await elsewhere.getByRole('button', { name: 'Add 2 notes' }).click()
  await expect(elsewhere.getByText('3 answers added to your history.').first()).toBeVisible()
  await elsewhere.goto('/cards/own')
  await expect(elsewhere.getByText('What is a cold start?').first()).toBeVisible()
  await elsewhere.context().close()

  await page.getByRole('button', { name: 'Undo this import' }).first().click()
  await expect(page.getByText('Taken back').first()).toBeVisible()
  await page.goto('/cards/own')
  await expect(page.getByText('What is a cold start?')).toHaveCount(0)
})

test('what is broken or hostile is refused with a sentence, and changes nothing', async ({
  page,
}) => {
  const { zipSync } = await import('fflate')
  await page.goto('/archive')
  await choose(page, 'deck.apkg', 'PK this is no package')
  await expect(alert(page)).toContainText('not a package that can be read')
  await choose(
    page,
    'escape.apkg',
    zipSync({ 'collection.anki21': await legacyCollection(deck()), '../../x': new Uint8Array(1) }),
  )
  await expect(alert(page)).toContainText('points outside')
  await choose(page, 'bomb.apkg', zipSync({ 'collection.anki21': new Uint8Array(20_000_000) }))
  await expect(alert(page)).toContainText('unpack to far more')
  await expectAccessible(page)
  await choose(page, 'notes.pdf', '%PDF-1.7')
  await expect(alert(page)).toContainText('cannot be read')
  await expect(page.getByText('Imports so far')).toHaveCount(0)
})
