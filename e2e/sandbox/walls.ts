import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { build, type Plugin } from 'esbuild'

/**
 * What holds a learner's code, one protection each. The suite takes each away in turn (`removeWalls`)
 * and sees its attempts succeed: so it is known to hold them.
 */
export const WALLS = {
  policy: 'the Content-Security-Policy of the frame, inherited by its workers',
  origin: 'the frame has an opaque origin of its own: sandbox="allow-scripts", twice',
  worker: 'handlers run in workers, which have no document',
  realm: 'handlers run in another realm than the page',
  page: 'the Content-Security-Policy of the page says what its frames may show',
  fence: 'a worker’s own ways out are taken from its scope before the handler is loaded',
  bridge: 'Python has no modules that lead to JavaScript',
  ports: 'the page hears its own worker and nobody else',
  parse: 'what an environment posts is parsed, and dropped if it is none of its messages',
  deadline: 'a run is ended when its real time is over',
  kill: 'an ended environment takes the workers that it started with it',
  memory: 'Python has its function’s memory and no more',
  log: 'of a run’s log one megabyte is kept, and one that goes on is ended',
} as const
export type Wall = keyof typeof WALLS

/** A change of a source file: the words that are replaced stand in it, or the suite fails. */
type Change = [file: string, before: string, after: string]

const CHANGES: Partial<Record<Wall, Change[]>> = {
  fence: [
    ['javascript/scope.ts', 'for (const name of REMOVED)', 'for (const name of [] as string[])'],
    ['javascript/scope.ts', '    fetch: makeFetch(realm),\n', ''],
  ],
  bridge: [['browser/python-worker.ts', "['js', 'pyodide_js']", '[] as string[]']],
  memory: [['browser/python-worker.ts', 'OWN_MEMORY_MB = 48', 'OWN_MEMORY_MB = 4000']],
  log: [
    ['guest.ts', 'LOG_LENGTH = 1_048_576', 'LOG_LENGTH = 1e12'],
    ['guest.ts', 'logged > LOG_LENGTH', 'false'],
  ],
  // Merged into an object key by key, as careless code does.
  parse: [
    [
      'protocol.ts',
      'if (isPlainDone(data)) return data',
      `const merge = (into: any, from: any) => {
         for (const key in from)
           if (typeof from[key] === 'object' && from[key]) merge((into[key] ??= {}), from[key])
           else into[key] = from[key]
         return into
       }
       if ((data as any).kind !== 'ready') return merge({}, data)`,
    ],
  ],
}

const RUNTIMES = fileURLToPath(new URL('../../emulator/runtimes/', import.meta.url))

/** The program of a worker without some walls, as text. */
async function mutant(program: string, walls: Wall[]): Promise<string> {
  const changes = walls.flatMap((wall) => CHANGES[wall] ?? [])
  const plugin: Plugin = {
    name: 'mutant',
    setup({ onLoad }) {
      for (const file of new Set(changes.map(([file]) => file)))
        onLoad({ filter: new RegExp(`runtimes/${file.replaceAll('.', '\\.')}$`) }, ({ path }) => {
          let contents = readFileSync(path, 'utf8')
          for (const [of, before, after] of changes) {
            if (of !== file) continue
            if (!contents.includes(before)) throw new Error(`${file} does not say ${before}`)
            contents = contents.replace(before, after)
          }
          return { contents, loader: 'ts' }
        })
    },
  }
  const { outputFiles } = await build({
    entryPoints: [`${RUNTIMES}browser/${program}.ts`],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    loader: { '.py': 'text' },
    plugins: [plugin],
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

/** Listens to code, so that an attempt can be made in the frame's own document. */
const HANDS = `<script>addEventListener('message', ({ data, ports: [port] }) => {
  if (data?.kind !== 'hands') return
  const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  new Function('later', 'return (async () => {' + data.code + '\\n})()')(later)
    .then((found) => port.postMessage(found || null), () => port.postMessage(null))
})</script>`
/** Passes on what workers post, as a frame of little care does. */
const RELAY = 'worker.onmessage=({data})=>window.parent.postMessage(data,"*");worker.onerror'

const SANDBOX = 'sandbox allow-scripts'

/**
 * Serves the product without some walls, to one browser context. The product itself has no such
 * switch: what it sends is changed on the way.
 * @param guest the program of an environment that is wholly the attacker's, if it is
 */
export async function removeWalls(
  context: BrowserContext,
  walls: Wall[],
  guest: () => string | null,
): Promise<void> {
  const off = (wall: Wall) => walls.includes(wall)
  await context.route(/\/runtime\/frame\./, async (route) => {
    const response = await route.fetch()
    const { 'content-security-policy': policy = '', ...headers } = response.headers()
    const directives = policy.split('; ').filter((one) => {
      if (one === SANDBOX) return !off('origin')
      return !off('policy')
    })
    if (directives.length > 0) headers['content-security-policy'] = directives.join('; ')
    let body = (await response.text()).replace('</html>', `${HANDS}</html>`)
    if (off('ports')) body = body.replace('worker.onerror', RELAY)
    await route.fulfill({ headers, body })
  })
  if (off('origin'))
    await context.addInitScript(() => {
      const { setAttribute } = Element.prototype
      Element.prototype.setAttribute = function (name, value) {
        if (name !== 'sandbox') setAttribute.call(this, name, value)
      }
    })
  if (off('page'))
    await context.route(/\/sandbox/, async (route) => {
      const response = await route.fetch()
      const { 'content-security-policy': _, ...headers } = response.headers()
      await route.fulfill({ response, headers })
    })
  const changed = walls.some((wall) => CHANGES[wall])
  const texts = new Map<string, Promise<string>>()
  const text = (program: string) => {
    if (!texts.has(program)) texts.set(program, mutant(`${program}-worker`, walls))
    return texts.get(program) ?? ''
  }
  for (const program of ['javascript', 'python'])
    await context.route(new RegExp(`/runtime/${program}\\.`), async (route) => {
      const hostile = program === 'javascript' ? guest() : null
      if (hostile === null && !changed) return route.continue()
      await route.fulfill({
        contentType: 'text/javascript',
        body: hostile ?? (await text(program)),
      })
    })
  // Where anything is changed, a worker's own script arrives only if it is handed over, bare.
  await context.route(/\/runtime\/world\./, async (route) => {
    const body = changed ? await text('world') : await (await route.fetch()).text()
    await route.fulfill({ contentType: 'text/javascript', body })
  })
}
