import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSideways, test } from './fixtures'

/** The bench with its editors in place of plain text. */
async function open(page: Page, path = '/sandbox') {
  await page.goto(path)
  await expect(page.locator('[data-editor=ready]').first()).toBeVisible()
}

/** Puts a text into an editor as a paste would. */
async function write(page: Page, label: RegExp, text: string) {
  const editor = page.getByRole('textbox', { name: label })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

const status = (page: Page) => page.getByRole('region', { name: 'Microscope' }).locator('p').first()

test('a handler runs cold, warm, many times, and cold again after time or a change', async ({
  page,
}) => {
  await open(page)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(status(page)).toContainText('200')
  await expect(status(page)).toContainText('cold start')

  // The way through the gateway, with what decided each step and how sure that is.
  const steps = page.getByRole('list', { name: 'Steps of the request' })
  await steps.getByRole('button', { name: /^Route/ }).click()
  await expect(
    page.getByText(/: (AWS says so|AWS was recorded|somebody|nobody)/).first(),
  ).toBeVisible()
  await expect(page.getByRole('link', { name: /^Source/ }).first()).toHaveAttribute(
    'href',
    /^https:/,
  )

  await page.getByRole('tab', { name: 'Response' }).click()
  await expect(page.getByText('HTTP/1.1 200')).toBeVisible()
  await expect(page.getByText('"message": "Hello, Ada"')).toBeVisible()
  await page.getByRole('tab', { name: 'Log' }).click()
  await expect(page.getByText(/START RequestId/)).toContainText('REPORT RequestId')
  await expect(page.getByText(/call 1 in this environment/)).toBeVisible()
  await page.getByRole('tab', { name: 'Trace' }).click()
  await expect(page.getByRole('rowheader', { name: 'Initialization' })).toBeVisible()
  await page.getByRole('tab', { name: 'Cost' }).click()
  await page.getByRole('slider', { name: 'Requests a month' }).fill('36')
  await expect(page.getByRole('row', { name: /REST API/ })).toContainText('$35.00')

  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(status(page)).toContainText('warm')
  await page.getByRole('button', { name: 'Run 20 ×' }).click()
  await expect(page.getByLabel('Summary of these runs')).toContainText('19 cold, 1 warm')

  await page.getByRole('combobox', { name: 'Memory' }).selectOption('1769')
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(status(page)).toContainText('cold start')
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(status(page)).toContainText('warm')
  await page.getByRole('spinbutton', { name: 'Minutes to let pass' }).fill('600')
  await page.getByRole('button', { name: 'min', exact: true }).click()
  await expect(page.getByText('Clock +600 min')).toBeVisible()
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(status(page)).toContainText('cold start')

  // A page of another origin: what its browser asks first, and what script is handed.
  await page.getByRole('textbox', { name: 'Origin of the page' }).fill('https://shop.example')
  await page.getByRole('combobox', { name: 'Method' }).selectOption('PUT')
  await page.getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('tab', { name: 'Response' }).click()
  const browser = page.getByRole('region', { name: 'In a browser' })
  await expect(browser).toContainText('asks first, because of the method PUT')
  await expect(browser).toContainText('has no Access-Control-Allow-Origin')
  await write(
    page,
    /^index\.mjs/,
    `export const handler = async () => ({
      statusCode: 200,
      headers: {
        "Access-Control-Allow-Origin": "https://shop.example",
        "Access-Control-Allow-Methods": "PUT",
      },
    })`,
  )
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(browser).toContainText('A page of https://shop.example gets the response.')
  await browser.getByRole('checkbox', { name: /with credentials/ }).check()
  await expect(browser).toContainText('has no Access-Control-Allow-Credentials')
  await expectAccessible(page)
})

test('files of the handler are added, renamed, deleted and brought back, by keyboard on a phone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  await page.getByRole('button', { name: 'Add file' }).press('Enter')
  const name = page.getByRole('textbox', { name: 'Name of the new file' })
  await expect(name).toBeFocused()
  await name.fill('index.mjs')
  await name.press('Enter')
  await expect(page.getByText('There is a file index.mjs already.')).toBeVisible()
  await expectAccessible(page)
  await name.fill('lib/words.mjs')
  await name.press('Enter')
  await write(page, /^lib\/words\.mjs/, 'export const word = "from the other file"')
  await page.getByRole('button', { name: 'index.mjs', exact: true }).press('Enter')
  await write(
    page,
    /^index\.mjs/,
    'import { word } from "./lib/words.mjs"\nexport const handler = async () => word',
  )
  await page.getByRole('button', { name: 'Rename file' }).press('Enter')
  await page.getByRole('textbox', { name: 'New name of the file' }).fill('app.mjs')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Handler', exact: true })).toHaveValue(
    'app.handler',
  )
  await page.getByRole('button', { name: 'lib/words.mjs', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Delete file' }).press('Enter')
  await expect(page.getByText('lib/words.mjs is deleted.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Delete file' })).toBeDisabled()
  await expectNoSideways(page)
  await page.getByRole('button', { name: 'Bring it back' }).press('Enter')
  await expect(page.getByRole('textbox', { name: /^lib\/words\.mjs/ })).toContainText('other file')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('tab', { name: 'Response' }).click()
  await expect(page.getByRole('region', { name: 'Microscope' })).toContainText(
    'from the other file',
  )
  await expectNoSideways(page)
})

test('what is typed survives a reload; what is wrong is told with its line and a line that helps', async ({
  page,
}) => {
  await open(page)
  await write(page, /^index\.mjs/, 'export const handler = async () => ({ statusCode: 201 }')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/Runtime\.UserCodeSyntaxError/).first()).toBeVisible()
  await expect(page.getByText(/INIT failed/)).toBeVisible()

  await write(page, /^index\.mjs/, 'import "./no.mjs"\nexport const handler = async () => 1')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/look at the name in the import/i)).toBeVisible()

  await write(page, /^index\.mjs/, 'export const handler = async () => ({ statusCode: 201 })')
  await page.getByRole('textbox', { name: 'Handler', exact: true }).fill('index.nobody')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(/HandlerNotFound/).first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Handler', exact: true }).fill('index.handler')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(status(page)).toContainText('201')

  await page.reload()
  await expect(page.getByRole('textbox', { name: /^index\.mjs/ })).toContainText('statusCode: 201')
  await expect(page.getByText('This is how you left it')).toBeVisible()

  // A body over the limit is refused by the gateway, an endless loop ends at the time-out or by Stop.
  await page.getByRole('combobox', { name: 'Method' }).selectOption('POST')
  await page.getByRole('textbox', { name: 'Body' }).fill('x'.repeat(10 * 1024 * 1024 + 1))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(status(page)).toContainText('413')
  await expect(page.getByText(/pre-signed URL/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Body' }).fill('')
  await write(page, /^index\.mjs/, 'export const handler = async () => { for (;;); }')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByText('Stopped. The next run starts cold.')).toBeVisible()

  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByRole('textbox', { name: /^index\.mjs/ })).toContainText('let calls')
})

test('every event and every API: form, JSON with its faults, curl, templates, WebSocket', async ({
  page,
}) => {
  await open(page)
  const arrives = page.getByRole('combobox', { name: 'What arrives' })
  await arrives.selectOption('sqs')
  await write(page, /^Event;/, '{ "Records": [ }')
  await expect(page.getByText(/^Line 1, column \d+: This is not JSON/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
  await arrives.selectOption('own')
  await arrives.selectOption('s3-put')
  await page.getByRole('tab', { name: 'Form' }).click()
  await page.getByRole('textbox', { name: 'Records[0].s3.object.key' }).fill('a+b.png')
  await write(
    page,
    /^index\.mjs/,
    'export const handler = async (event) => event.Records[0].s3.object.key',
  )
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('tab', { name: 'Response' }).click()
  await expect(page.getByText('a+b.png', { exact: true })).toBeVisible()

  await page.getByRole('combobox', { name: 'API' }).selectOption('rest')
  await arrives.selectOption('request')
  await page.getByRole('tab', { name: 'curl' }).click()
  await page
    .getByRole('textbox', { name: 'Paste a curl command' })
    .fill("curl -X PUT 'https://x.test/nowhere' -H 'A: b'")
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(status(page)).toContainText('403')
  await expect(page.getByText(/look at the stage in the path/)).toBeVisible()

  await page.getByRole('combobox', { name: 'API' }).selectOption('rest-templates')
  await page.getByRole('tab', { name: 'curl' }).click()
  await page
    .getByRole('textbox', { name: 'Paste a curl command' })
    .fill("curl 'https://x.test/prod/hello?name=Ada' --json '{}'")
  await write(page, /^index\.mjs/, 'export const handler = async ({ name }) => ({ message: name })')
  await page.getByRole('button', { name: 'response.vtl' }).click()
  await write(page, /^response\.vtl/, `{"said": "$input.path('$.message')"}`)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('tab', { name: 'Response' }).click()
  await expect(page.getByText('"said": "Ada"')).toBeVisible()

  await page.getByRole('combobox', { name: 'API' }).selectOption('sam')
  await page.getByRole('button', { name: 'template.yaml' }).click()
  await write(page, /^template\.yaml/, 'Resources:\n  A: [')
  await expect(page.getByText(/^Line \d+: .*expected/)).toBeVisible()

  await page.getByRole('combobox', { name: 'API' }).selectOption('websocket')
  await page.getByRole('button', { name: 'index.mjs' }).click()
  await write(
    page,
    /^index\.mjs/,
    'export const handler = async ({ body }) => ({ statusCode: 200, body: `heard ${body}` })',
  )
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(status(page)).toContainText('101')
  await page.getByRole('button', { name: 'Message', exact: true }).click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('tab', { name: 'Response' }).click()
  await expect(page.getByText(/heard \{/)).toBeVisible()
})

test('a code block opens with its event; Python runs it', async ({ page }) => {
  await page.goto('/topics/cold-starts')
  await page.getByRole('link', { name: 'Open in sandbox: Init code runs once' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Init code runs once')
  await expect(page.locator('[data-editor=ready]').first()).toBeVisible()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(status(page)).toContainText('cold start', { timeout: 60_000 })
  await page.getByRole('tab', { name: 'Response' }).click()
  await expect(page.getByText('"cold": true')).toBeVisible()
  await page.getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByText('"cold": false')).toBeVisible()
  await expectAccessible(page)
})

test('by keyboard alone, on a phone too', async ({ page }) => {
  await open(page)
  const editor = page.getByRole('textbox', { name: /^index\.mjs/ })
  await editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('const x = event.')
  await page.keyboard.press('Control+Space')
  await expect(page.getByRole('option', { name: /requestContext/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor).not.toBeFocused()
  await page.getByRole('button', { name: 'Start over' }).click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(status(page)).toContainText('200')
  await expectAccessible(page)
  await expectNoSideways(page)
  for (const view of ['Response', 'Log', 'Trace', 'Cost']) {
    await page.getByRole('tab', { name: view }).click()
    await expectAccessible(page)
  }

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('tab', { name: 'Result', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expectNoSideways(page)
  await page.getByRole('tab', { name: 'Handler', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(editor).toBeVisible()
  await expectNoSideways(page)
  await page.getByRole('tab', { name: 'Handler', exact: true }).press('ArrowRight')
  await expect(page.getByRole('combobox', { name: 'What arrives' })).toBeVisible()
  await expect(editor).toBeHidden()
  await expectNoSideways(page)
  await expectAccessible(page)
})
