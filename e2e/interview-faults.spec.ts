import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page, type Route, test } from '@playwright/test'
import { chanceOf } from '@/features/quiz/chance/rules'
import { begin, draft, enterAsGuest, expectRoom, expectSent, roomOf } from './interviews/round'
import { type Killable, killable } from './killable'

const DEEDS = 240
const PLACES = 6
const FIELDS = ['answer', 'flag', 'note', 'confidence'] as const
type Field = (typeof FIELDS)[number]

/** What the screen says of one field of the place it shows. */
async function shown(page: Page, field: Field): Promise<string> {
  return page.evaluate((name) => {
    const pressed = (text: string) =>
      [...document.querySelectorAll<HTMLElement>('.room button[aria-pressed]')].find((button) =>
        button.innerText.includes(text),
      )?.ariaPressed === 'true'
    if (name === 'note')
      return document.querySelector<HTMLTextAreaElement>('.room details textarea')?.value ?? ''
    if (name === 'flag') return String(pressed('Flag'))
    if (name === 'confidence')
      return ['Sure', 'I think so', 'A guess'].filter((text) => pressed(text)).join()
    const radios = [...document.querySelectorAll<HTMLInputElement>('.room input[type=radio]')]
    return String(radios.findIndex((radio) => radio.checked))
  }, field)
}

/** Ends a tab as a fault in the browser would: nothing of it runs once more. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  devtools.send('Page.crash').catch(() => undefined)
  await crashed
}

/** A round in one browser with two tabs, everything between it and its server going wrong. */
class Storm {
  faults = 0
  readonly told = new Map<string, string>()
  readonly tabs: Page[] = []
  #calm = false
  readonly chance = chanceOf('a storm over an exam')

  constructor(
    readonly context: BrowserContext,
    readonly server: Killable,
    readonly id: string,
  ) {}

  async open(): Promise<Page> {
    const page = await this.context.newPage()
    await page.goto(`${this.server.base}/interviews/${this.id}`)
    await expectRoom(page)
    return page
  }

  /** What a bad line does to a save: loses it, or its reply, doubles it, or lets others overtake it. */
  async carry(route: Route): Promise<void> {
    const luck = this.#calm ? 1 : this.chance.next()
    if (luck < 0.8) this.faults += 1
    try {
      if (luck < 0.2) return await route.abort()
      if (luck < 0.4) {
        await route.fetch()
        return await route.abort()
      }
      if (luck < 0.6) {
        await route.fetch()
        return await route.fulfill({ response: await route.fetch() })
      }
      if (luck < 0.8) await new Promise((resolve) => setTimeout(resolve, this.chance.int(50, 400)))
      await route.continue()
    } catch {
      // The page, or the server, has gone meanwhile.
      await route.abort().catch(() => undefined)
    }
  }

  calm(): void {
    this.#calm = true
  }

  async goTo(page: Page, place: number): Promise<void> {
    await page.locator('aside [data-map] button').nth(place).click()
    await expect(page.locator('article[data-place]')).toHaveAttribute('data-place', String(place))
  }

  /** One deed in one tab; what the screen says then is what has to last. */
  async act(page: Page, places: number[], count: number): Promise<void> {
    const place = this.chance.pick(places as [number, ...number[]])
    const field = this.chance.pick(FIELDS)
    await this.goTo(page, place)
    await page.locator('#question').focus()
    if (field === 'note') {
      await page.keyboard.press('n')
      await page.locator('.room details textarea').fill(`note ${count}`)
    } else {
      const key = { answer: this.chance.pick(['a', 'b', 'c', 'd']), flag: 'f', confidence: '2' }
      await page.keyboard.press(key[field])
    }
    this.told.set(`${place}/${field}`, await shown(page, field))
  }

  async expectShown(page: Page): Promise<void> {
    const place = await page.locator('article[data-place]').getAttribute('data-place')
    for (const field of FIELDS) {
      const told = this.told.get(`${place}/${field}`)
      if (told !== undefined) await expect.poll(() => shown(page, field)).toBe(told)
    }
  }

  async break(count: number): Promise<void> {
    const index = count % 2
    const page = this.tabs[index] as Page
    const { id, server } = this
    if (count % 80 === 40) {
      this.faults += 1
      await server.kill()
      // Out of reach for a while, and gone on with all the same.
      await this.act(page, this.#places, count)
      await server.start()
    } else if (count % 40 === 20) {
      this.faults += 1
      await crash(page)
      await page.close()
      this.tabs[index] = await this.open()
      await this.expectShown(this.tabs[index])
    } else if (count % 25 === 10) {
      this.faults += 1
      await page.close()
      this.tabs[index] = await this.open()
      await this.expectShown(this.tabs[index])
    } else if (count % 10 === 5) {
      this.faults += 1
      await page.goto(`${server.base}/interviews/${id}`)
      await expectRoom(page)
      await this.expectShown(page)
    } else if (count % 30 === 17) {
      this.faults += 1
      await this.context.setOffline(true)
      for (let i = 0; i < 3; i += 1) await this.act(page, this.#places, count * 1_000 + i)
      await this.context.setOffline(false)
    }
  }

  #places: number[] = []
  use(places: number[]): void {
    this.#places = places
  }
}

test('hundreds of faults between a room and its server lose nothing that was on the screen', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const database = join(mkdtempSync(join(tmpdir(), 'coldstart-')), 'faults.db')
  const server = killable(4700 + (process.pid % 250), database)
  await server.start()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const page = await context.newPage()
    await enterAsGuest(page, server.base)
    const id = await draft(page, server.base, { blueprint: 'exam', size: 30, timeFactor: 2 })
    await begin(page, server.base, id)
    const { items } = await roomOf(page, server.base, id)
    const places = items
      .filter(({ sheet }) => sheet?.as === 'exercise' && sheet.sheet.kind === 'single')
      .map(({ place }) => place)
      .slice(0, PLACES)
    const storm = new Storm(context, server, id)
    storm.use(places)
    storm.tabs.push(page, await storm.open())
    await context.route('**/api/v1/interviews/writes', (route) => storm.carry(route))

    for (let count = 0; count < DEEDS; count += 1) {
      await storm.act(storm.tabs[count % 2] as Page, places, count)
      await storm.break(count)
    }

    storm.calm()
    await Promise.all(storm.tabs.map((tab) => tab.close()))
    const last = await storm.open()
    await expectSent(last)
    const held = new Map((await roomOf(last, server.base, id)).items.map((one) => [one.place, one]))
    const lost: string[] = []
    for (const [register, told] of storm.told) {
      const [place, field] = register.split('/') as [string, Field]
      const one = held.get(Number(place))?.held
      const { answer, confidence, flag, note } = one ?? {}
      const chosen =
        answer?.as === 'exercise' && answer.chosen.kind === 'choice' ? answer.chosen.chosen[0] : -1
      const texts = { sure: 'Sure', think: 'I think so', guess: 'A guess' }
      const stored = {
        answer: String(chosen ?? -1),
        flag: String(flag),
        note,
        confidence: confidence ? texts[confidence] : '',
      }[field]
      if (stored !== told) lost.push(`${register}: ${told} was told, ${stored} is kept`)
    }
    console.log(`${storm.faults} faults, ${storm.told.size} fields, ${lost.length} lost`)
    expect(lost).toEqual([])
    expect(storm.faults).toBeGreaterThanOrEqual(200)
  } finally {
    await context.close()
    await server.kill()
  }
})
