import type { WorldPlan } from '@/emulator'
import { FIGURES } from '@/emulator/gateway/fixtures/figures'
import { expect, test } from './fixtures'
import { bundled } from './sandbox/bundle'
import './sandbox/stand'

type Files = Record<string, string>
type Language = 'javascript' | 'typescript' | 'python'

const RUNTIMES = { javascript: 'nodejs22.x', typescript: 'nodejs22.x', python: 'python3.14' }

function spec(language: Language, files: Files, handler?: string): WorldPlan['functions'][string] {
  const [first = ''] = Object.keys(files)
  return {
    runtime: RUNTIMES[language],
    handler: handler ?? `${first.split('.')[0]}.handler`,
    code: { kind: 'source', language, files },
  }
}

const node = (body: string) => `export const handler = async (event) => { ${body} }`
const COUNT = 'let count = 0\n'

const plan: WorldPlan = {
  api: { type: 'REST', id: 'runtime', resources: {}, stages: { prod: {} } },
  figures: FIGURES,
  seed: 1,
  startAt: 0,
  killAfterMs: 3000,
  functions: {
    counter: spec('javascript', {
      'index.mjs': COUNT + node('if (event.hang) for (;;); return ++count'),
    }),
    typed: spec('typescript', {
      'index.ts': 'let count: number = 0\nexport const handler = async () => ++count',
    }),
    python: spec('python', {
      'app.py':
        'count = 0\ndef handler(e, c):\n    global count\n    count += 1\n    return count\n',
    }),
    syntax: spec('javascript', { 'index.mjs': 'export const handler = async () => {' }),
    name: spec('javascript', { 'index.mjs': node('') }, 'index.hander'),
    missing: spec('javascript', { 'index.mjs': `import x from 'left-pad'\n${node('return x')}` }),
    file: spec('javascript', { 'index.mjs': node('') }, 'main.handler'),
    typo: spec('typescript', { 'index.ts': 'export const handler = async (: string) => 1' }),
    pySyntax: spec('python', { 'app.py': 'def handler(e, c)\n    return 1\n' }),
    pyName: spec('python', { 'app.py': 'def handler(e, c):\n    return 1\n' }, 'app.hander'),
    pyMissing: spec('python', { 'app.py': 'import requests\ndef handler(e, c):\n    return 1\n' }),
  },
}

const errorOf = (payload: string | null | undefined) =>
  JSON.parse(payload ?? '{}') as { errorType?: string; errorMessage?: string }

test('handlers in a real browser: warm, killed, born again, and wrong in Lambda’s words', async ({
  page,
}) => {
  await page.goto('/sandbox')
  await page.evaluate(await bundled('e2e/sandbox/driver.ts', 'driver'))
  const open = () =>
    page.evaluate((text) => window.driver.openWorld(JSON.parse(text)), JSON.stringify(plan))
  const invoke = (name: string, event = {}) =>
    page.evaluate(([name, event]) => window.driver.invoke(name, event, 60_000), [
      name,
      event,
    ] as const)
  const happened = () => page.evaluate(() => window.driver.happened())
  await open()

  await test.step('globals live as long as their environment', async () => {
    for (const name of ['counter', 'typed']) {
      expect((await invoke(name))?.payload).toBe('1')
      expect((await invoke(name))?.payload).toBe('2')
    }
    expect((await invoke('counter', { hang: true }))?.timedOut).toBe(true)
    expect(await happened()).toContainEqual(
      expect.objectContaining({ kind: 'killed', reason: 'deadline' }),
    )
    expect((await invoke('counter'))?.payload).toBe('1')
  })

  await test.step('a frame that is gone is replaced', async () => {
    await page.evaluate(() => document.querySelector('iframe')?.remove())
    // What is on its way there is lost; then all is as in the beginning.
    const next = () => invoke('counter').catch(() => null)
    await expect.poll(async () => (await next())?.payload).toBe('1')
    expect((await invoke('counter'))?.payload).toBe('2')
  })

  await test.step('what is wrong with code is told as Lambda tells it', async () => {
    const faults: [string, string, RegExp][] = [
      ['syntax', 'Runtime.UserCodeSyntaxError', /SyntaxError/],
      ['name', 'Runtime.HandlerNotFound', /index\.hander is undefined or not exported/],
      ['missing', 'Error', /left-pad/],
      ['file', 'Runtime.ImportModuleError', /Cannot find module 'main'/],
      ['typo', 'Runtime.UserCodeSyntaxError', /SyntaxError/],
    ]
    for (const [name, type, message] of faults) {
      const error = errorOf((await invoke(name))?.payload)
      expect(error, name).toEqual(expect.objectContaining({ errorType: type }))
      expect(error.errorMessage, name).toMatch(message)
    }
  })

  await test.step('the first Python is downloaded, shown, and remembered', async () => {
    await happened()
    expect((await invoke('python'))?.payload).toBe('1')
    expect((await invoke('python'))?.payload).toBe('2')
    const events = await happened()
    const downloads = events.filter((event) => event.kind === 'download')
    expect(downloads.length).toBeGreaterThan(5)
    expect(downloads.at(-1)).toMatchObject({ loaded: downloads[0]?.total })
    const order = events.map(({ kind }) => kind).filter((kind) => kind !== 'killed')
    expect([order[0], order[1], order.at(-1)]).toEqual(['starting', 'download', 'ready'])
    expect(events).toContainEqual(expect.objectContaining({ kind: 'ready', from: 'plain' }))
    await page.evaluate(() => window.driver.snapshotKept())
    const faults: [string, string, RegExp][] = [
      ['pySyntax', 'Runtime.UserCodeSyntaxError', /expected ':'/],
      ['pyName', 'Runtime.HandlerNotFound', /Handler 'hander' missing on module 'app'/],
      ['pyMissing', 'Runtime.ImportModuleError', /No module named 'requests'/],
    ]
    for (const [name, type, message] of faults) {
      const error = errorOf((await invoke(name))?.payload)
      expect(error, name).toEqual(expect.objectContaining({ errorType: type }))
      expect(error.errorMessage, name).toMatch(message)
    }
  })

  await test.step('the next visit starts from memory, and plainly when that is spoilt', async () => {
    const visit = async () => {
      await page.reload()
      await page.evaluate(await bundled('e2e/sandbox/driver.ts', 'driver'))
      await open()
      expect((await invoke('python'))?.payload).toBe('1')
      const ready = (await happened()).find(({ kind }) => kind === 'ready')
      return ready && 'from' in ready ? ready.from : null
    }
    expect(await visit()).toBe('snapshot')
    await page.evaluate(() => window.driver.spoilSnapshot())
    expect(await visit()).toBe('plain')
    await page.evaluate(() => window.driver.snapshotKept())
    expect(await visit()).toBe('snapshot')
  })
})
