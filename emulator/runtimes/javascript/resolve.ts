import path from 'path-browserify'

const EXTENSIONS = ['', '.js', '.mjs', '.cjs', '.json', '.ts', '.mts', '.cts']
/** Where Lambda looks for packages of layers. */
const LAYER_MODULES = ['/opt/nodejs/node_modules', '/opt/nodejs']

/** Files of an environment by absolute path. */
export type Files = (absolute: string) => string | undefined

interface Manifest {
  type?: string
  main?: string
  exports?: unknown
}

function manifest(files: Files, folder: string): Manifest | undefined {
  const text = files(path.join(folder, 'package.json'))
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Manifest
  } catch {
    return undefined
  }
}

/** The first of the conditions that a conditional export knows. */
function target(exported: unknown, conditions: string[]): string | undefined {
  if (typeof exported === 'string') return exported
  if (typeof exported !== 'object' || exported === null) return undefined
  for (const [condition, value] of Object.entries(exported)) {
    if (!conditions.includes(condition)) continue
    const found = target(value, conditions)
    if (found !== undefined) return found
  }
  return undefined
}

function asFile(files: Files, absolute: string, extensions: readonly string[]): string | undefined {
  return extensions
    .map((extension) => absolute + extension)
    .find((name) => files(name) !== undefined)
}

function asFolder(files: Files, folder: string, conditions: string[]): string | undefined {
  const { main, exports: exported } = manifest(files, folder) ?? {}
  const root =
    typeof exported === 'object' && exported !== null && '.' in exported ? exported['.'] : exported
  const entry = target(root, conditions) ?? main
  const named = entry === undefined ? undefined : path.join(folder, entry)
  return (
    (named && (asFile(files, named, EXTENSIONS) ?? asFile(files, `${named}/index`, EXTENSIONS))) ??
    asFile(files, path.join(folder, 'index'), EXTENSIONS)
  )
}

/**
 * The file that a specifier names, looked for as Node does: relative, absolute, in
 * `node_modules` upwards, then in layers. Undefined when there is none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
 */
export function resolve(
  files: Files,
  specifier: string,
  from: string,
  kind: 'import' | 'require',
): string | undefined {
  const conditions = ['node', kind, 'default']
  if (/^(\.{0,2}\/|file:\/\/)/.test(specifier) || specifier === '.' || specifier === '..') {
    const absolute = path.resolve(path.dirname(from), specifier.replace(/^file:\/\//, ''))
    // Imports name their file in full; TypeScript names what it will be compiled to.
    const compiled = absolute.replace(/\.([mc]?)js$/, '.$1ts')
    const exact = asFile(files, absolute, kind === 'import' ? ['', '.ts', '.mts'] : EXTENSIONS)
    return (
      exact ??
      asFile(files, compiled, ['']) ??
      (kind === 'require' ? asFolder(files, absolute, conditions) : undefined)
    )
  }
  const [scopeOrName = '', second = '', ...others] = specifier.split('/')
  const name = scopeOrName.startsWith('@') ? `${scopeOrName}/${second}` : scopeOrName
  const inner = (scopeOrName.startsWith('@') ? others : [second, ...others])
    .filter(Boolean)
    .join('/')
  const folders: string[] = []
  for (let folder = path.dirname(from); ; folder = path.dirname(folder)) {
    folders.push(path.join(folder, 'node_modules'))
    if (folder === '/') break
  }
  for (const modules of [...folders, ...LAYER_MODULES]) {
    const folder = path.join(modules, name)
    if (inner === '') {
      const found = asFolder(files, folder, conditions) ?? asFile(files, folder, EXTENSIONS)
      if (found) return found
      continue
    }
    const exported = manifest(files, folder)?.exports as Record<string, unknown> | undefined
    const mapped = target(exported?.[`./${inner}`], conditions)
    const found =
      asFile(files, path.join(folder, mapped ?? inner), EXTENSIONS) ??
      asFolder(files, path.join(folder, inner), conditions)
    if (found) return found
  }
  return undefined
}

/** Whether a file is an ES module: by its name, or by the `type` of the nearest package.json. */
export function isModuleFile(files: Files, absolute: string): boolean {
  if (/\.(mjs|mts|ts)$/.test(absolute)) return true
  if (/\.(cjs|cts|json)$/.test(absolute)) return false
  for (let folder = path.dirname(absolute); ; folder = path.dirname(folder)) {
    const found = manifest(files, folder)
    if (found) return found.type === 'module'
    if (folder === '/') return false
  }
}
