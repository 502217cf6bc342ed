import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

// Writes THIRD-PARTY-NOTICES.md: the packages that the lock file installs to run the app, with the
// licence, the copyright line and the home of each. `--check` only says whether it is current.

const FILE = 'THIRD-PARTY-NOTICES.md'

const HEAD = `# Third-party notices

Coldstart itself is under the MIT licence (LICENSE). It stands on the packages below; each keeps its own licence, whose text is in its folder of \`node_modules\`. Packages marked "by platform" are installed only where their operating system and processor fit. Packages used for development and tests alone are not listed.

Made by \`npm run notices\` from package-lock.json; do not edit.
`

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** A web address for what package.json says under repository; the registry's page if it says none. */
export function repositoryOf(name, manifest) {
  const { repository, homepage } = manifest
  const said = (typeof repository === 'string' ? repository : repository?.url) ?? homepage ?? ''
  const short = said.match(/^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/)
  if (short)
    return `https://${short[1] ?? 'github'}.${short[1] === 'bitbucket' ? 'org' : 'com'}/${short[2]}`
  const url = said
    .replace(/^git\+/, '')
    .replace(/^(?:git|ssh|http):\/\/(?:git@)?/, 'https://')
    .replace(/^git@([^:]+):/, 'https://$1/')
    .replace(/\.git(#.*)?$/, '')
  return url.startsWith('https://') ? url : `https://www.npmjs.com/package/${name}`
}

/** The first line of a package's licence that names who holds the copyright. */
function copyrightOf(folder) {
  if (!existsSync(folder)) return ''
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name))
  if (!file) return ''
  const lines = readFileSync(join(folder, file), 'utf8').split(/\r?\n/)
  const line = lines.find((text) => /^\W*copyright\b.*(\d{4}|\(c\)|©)/i.test(text)) ?? ''
  return line
    .replace(/[*_#|]/g, '')
    .trim()
    .slice(0, 160)
}

// What package.json leaves out, by what the package's own LICENSE or Readme says.
const SAID_ELSEWHERE = { format: 'MIT', 'seq-queue': 'MIT' }

function licenceOf(name, locked, manifest, parent) {
  const said =
    locked.license ?? manifest.license ?? manifest.licenses?.map(({ type }) => type) ?? parent
  return [said?.type ?? said ?? SAID_ELSEWHERE[name] ?? 'see its folder'].flat().join(' or ')
}

/** What THIRD-PARTY-NOTICES.md should say for the packages installed under `root`. */
export function notices(root) {
  const { packages } = readJson(join(root, 'package-lock.json'))
  const rows = new Map()
  // A build for another platform has the licence of the package whose build it is.
  const parents = new Map(
    Object.values(packages).flatMap(({ license, optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).map((name) => [name, license]),
    ),
  )
  for (const [path, locked] of Object.entries(packages)) {
    if (!path || locked.dev || locked.link) continue
    const name = locked.name ?? path.slice(path.lastIndexOf('node_modules/') + 13)
    // The same list on every machine: what may be absent here is told from the lock file alone.
    const byPlatform = Boolean(locked.optional || locked.devOptional || locked.os || locked.cpu)
    const folder = join(root, path)
    const manifest = byPlatform ? {} : readJson(join(folder, 'package.json'))
    const licence = licenceOf(name, locked, manifest, byPlatform ? parents.get(name) : undefined)
    const home = repositoryOf(name, manifest)
    const note = byPlatform ? 'by platform' : copyrightOf(folder)
    const line = `- [${name} ${locked.version}](${home})${note ? ` — ${note}` : ''}`
    rows.set(licence, (rows.get(licence) ?? new Set()).add(line))
  }
  const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
  const sections = [...rows]
    .sort(([a], [b]) => byName(a, b))
    .map(([licence, lines]) => `\n## ${licence}\n\n${[...lines].sort(byName).join('\n')}\n`)
  return HEAD + sections.join('')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = notices(process.cwd())
  const current = existsSync(FILE) && readFileSync(FILE, 'utf8') === text
  if (process.argv.includes('--check')) {
    if (!current) console.error(`${FILE} is not current: run npm run notices`)
    process.exitCode = current ? 0 : 1
  } else {
    writeFileSync(FILE, text)
    console.log(`${FILE}: ${text.match(/^- /gm)?.length ?? 0} packages`)
  }
}
