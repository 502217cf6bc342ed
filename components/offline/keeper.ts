import type { Kept, Manifest } from './manifest'

const PREFIX = 'coldstart-'
const FILES = `${PREFIX}files`
const AT_ONCE = 4

/** Keeps pages and files of the site in this browser, and nothing that belongs to a learner. */
export interface Keeper {
  /** What stands in without the network, with what it needs. */
  keepShell(): Promise<void>
  /** A page that is the same for everyone, with what it needs; others are left alone. */
  keepPage(path: string): Promise<void>
  keepAll(tell: (kept: Kept) => void): Promise<Kept>
  /** The pages an earlier version had kept, in this version. */
  carryOver(): Promise<void>
  /** Drops what earlier versions kept. */
  dropOld(): Promise<void>
  forget(): Promise<void>
  kept(): Promise<Kept>
  page(path: string): Promise<Response | undefined>
  /** A file from the cache, or from the network into it. */
  file(request: Request): Promise<Response>
  isPage(path: string): boolean
  isFile(path: string): boolean
}

/** A keeper of what `manifest` says was built. */
export function makeKeeper(manifest: Manifest): Keeper {
  const { version, pages, files, bytes, shell, extras } = manifest
  const PAGES = `${PREFIX}pages-${version}`
  const known = new Set([...files, ...extras])
  const isPage = (path: string) => Object.hasOwn(pages, path)
  const options = { ignoreVary: true, ignoreSearch: true }

  const fetched = async (url: string, cache: RequestCache) => {
    const response = await fetch(url, { credentials: 'omit', cache, redirect: 'error' })
    if (!response.ok) throw new Error(`${url}: ${response.status}`)
    return response
  }

  const keepFile = async (url: string) => {
    const cache = await caches.open(FILES)
    if (await cache.match(url, options)) return
    await cache.put(url, await fetched(url, 'default'))
  }

  const inTurns = async (urls: string[], work: (url: string) => Promise<void>) => {
    const rest = [...urls]
    const one = async () => {
      for (let url = rest.shift(); url !== undefined; url = rest.shift()) await work(url)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
  }

  const filesOf = (path: string) =>
    (pages[path]?.needs ?? []).map((index) => files[index] as string)

  const keepPage = async (path: string) => {
    if (!isPage(path)) return
    const cache = await caches.open(PAGES)
    if (await cache.match(path, options)) return
    const page = await fetched(path, 'no-cache')
    await inTurns(filesOf(path), keepFile)
    await cache.put(path, page)
  }

  const pathsIn = async (name: string) =>
    (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)

  const oldPages = async () =>
    (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}pages-`) && name !== PAGES)

  const sizes = new Map(files.map((url, index) => [url, bytes[index] ?? 0]))
  const sum = (urls: Iterable<string>) =>
    [...urls].reduce((total, url) => total + (sizes.get(url) ?? 0), 0)
  const allPaths = Object.keys(pages)
  const allFiles = new Set(allPaths.flatMap(filesOf))
  const pagesOf = (paths: string[]) =>
    paths.reduce((total, path) => total + (pages[path]?.bytes ?? 0), 0)

  const kept = async (failed = 0): Promise<Kept> => {
    const paths = await pathsIn(PAGES)
    const here = new Set(await pathsIn(FILES))
    return {
      pages: paths.length,
      allPages: allPaths.length,
      bytes: sum([...allFiles].filter((url) => here.has(url))) + pagesOf(paths),
      allBytes: sum(allFiles) + pagesOf(allPaths),
      paths: paths.sort(),
      failed,
    }
  }

  return {
    isPage,
    isFile: (path) => known.has(path) || path.startsWith('/_next/static/'),
    keepPage,
    kept,
    async keepShell() {
      await inTurns(extras, keepFile)
      await inTurns(shell, keepPage)
    },
    async keepAll(tell) {
      let failed = 0
      let told = Date.now()
      await inTurns(allPaths, async (path) => {
        await keepPage(path).catch(() => {
          failed += 1
        })
        if (Date.now() - told < 200) return
        told = Date.now()
        tell(await kept(failed))
      })
      return kept(failed)
    },
    async carryOver() {
      const before = await Promise.all((await oldPages()).map(pathsIn))
      // What cannot be had now is had when it is next visited.
      await inTurns(before.flat(), (path) => keepPage(path).catch(() => undefined))
    },
    async dropOld() {
      for (const name of await oldPages()) await caches.delete(name)
      const needed = new Set([...extras, ...(await pathsIn(PAGES)).flatMap(filesOf)])
      const cache = await caches.open(FILES)
      for (const request of await cache.keys())
        if (!needed.has(new URL(request.url).pathname)) await cache.delete(request)
    },
    async forget() {
      const cache = await caches.open(PAGES)
      for (const request of await cache.keys())
        if (!shell.includes(new URL(request.url).pathname)) await cache.delete(request)
    },
    async page(path) {
      return (await caches.open(PAGES)).match(path, options)
    },
    async file(request) {
      const cache = await caches.open(FILES)
      const here = await cache.match(request, options)
      if (here) return here
      const response = await fetch(request)
      if (response.ok && response.status === 200)
        await cache.put(request, response.clone()).catch(() => undefined)
      return response
    },
  }
}
