import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Manifest } from '@/components/offline/manifest'

// Makes the service worker after a build: which pages are the same for everyone, which files each of
// them needs, lazily loaded ones too, and what stands in where the network is missing.
const APP = '.next/server/app'
const SHELL = ['/offline', '/offline/review']
/** Pages that are of no use without the network. */
const USELESS = /^\/(_|404$|500$|sign-|sandbox|labs)/
const STAND_INS: Manifest['standIns'] = [
  ['/review', '/offline/review'],
  ['/interviews', '/offline/interview'],
  ['/', '/offline'],
]

const read = (path: string) => readFileSync(path, 'utf8')
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16)

const paths = Object.keys(JSON.parse(read('.next/csp.json')) as Record<string, string[]>)
  .filter((path) => !USELESS.test(path))
  .sort()
const htmlOf = (path: string) => read(join(APP, `${path}.html`))

const STATIC = /\/_next\/static\/[\w./~-]+\.(?:js|css|woff2)/g
const CHUNK = /static\/chunks\/[\w./~-]+\.(?:js|css)/g
const MEDIA = /media\/[\w.~-]+\.woff2/g

const leads = new Map<string, string[]>()

/** The files that a file asks for by name. */
function namedIn(url: string): string[] {
  const known = leads.get(url)
  if (known) return known
  const file = url.replace('/_next/', '.next/')
  const text = existsSync(file) && /\.(js|css)$/.test(file) ? read(file) : ''
  const found = url.endsWith('.css')
    ? (text.match(MEDIA) ?? []).map((name) => `/_next/static/${name}`)
    : (text.match(CHUNK) ?? []).map((name) => `/_next/${name}`)
  leads.set(url, found)
  return found
}

function needed(path: string): string[] {
  const found = new Set(htmlOf(path).match(STATIC) ?? [])
  for (const url of found) for (const named of namedIn(url)) found.add(named)
  return [...found].filter((url) => existsSync(url.replace('/_next/', '.next/')))
}

/** The files that a route makes at build time, such as the search index. */
const madeBy = (route: string) =>
  readdirSync(join(APP, route))
    .filter((name) => name.endsWith('.body'))
    .map((name) => `/${route}/${name.replace(/\.body$/, '')}`)

const needs = new Map(paths.map((path) => [path, needed(path)]))
const files = [...new Set([...needs.values()].flat())].sort()
const place = new Map(files.map((url, index) => [url, index]))
const icons = readdirSync('public/icons').map((name) => `/icons/${name}`)

const manifest: Manifest = {
  version: hashOf(read('.next/BUILD_ID') + paths.map((path) => hashOf(htmlOf(path))).join()),
  files,
  bytes: files.map((url) => statSync(url.replace('/_next/', '.next/')).size),
  pages: Object.fromEntries(
    [...needs].map(([path, urls]) => [
      path,
      {
        bytes: Buffer.byteLength(htmlOf(path)),
        needs: urls.map((url) => place.get(url) as number),
      },
    ]),
  ),
  shell: SHELL,
  extras: ['/manifest.webmanifest', '/icon.svg', ...icons, ...madeBy('search'), ...madeBy('deck')],
  standIns: STAND_INS,
}

await build({
  entryPoints: ['app/sw.js/worker.ts'],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  define: { BUILT: JSON.stringify(manifest) },
  outfile: '.next/sw.js',
})
const kb = (bytes: number) => Math.round(bytes / 1024)
const total = (sizes: number[]) => kb(sizes.reduce((sum, bytes) => sum + bytes, 0))
const html = total(Object.values(manifest.pages).map(({ bytes }) => bytes))
console.log(
  `${paths.length} pages of ${html} kB, ${total(manifest.bytes)} kB of files; sw.js ${kb(statSync('.next/sw.js').size)} kB`,
)
