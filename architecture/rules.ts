import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { barrels, docstrings, leftovers, names, sizes, styleAttributes } from './files'
import { layers, places, rooms, specifiers } from './layers'
import { emulatorRim, purity } from './purity'
import { browser, cycles, serverPlumbing } from './reach'
import { type Module, readModules, type Violation } from './source'
import { delegates, type Models, oneWriter, readModels } from './tables'
import { databaseInData, headers, mintedIds, wordImports, words } from './words'

export interface House {
  /** Texts by path from the project's root. */
  files: Record<string, string>
  paths: string[]
  modules: Module[]
  models: Models
}

/** Every rule of the house, by the sentence that states it. */
export const RULES = {
  'layers: app → features → components → lib, and the emulator knows nothing of ours': (house) =>
    layers(house.modules),
  'rooms stand on one another in one order and share schema, rules and data only': (house) =>
    rooms(house.modules),
  'imports are written from @/ across rooms, from ./ within': (house) => specifiers(house.modules),
  'each package with one place stays there': (house) => places(house.modules),
  'a room holds the five words and nothing else': (house) => words(house.paths),
  'each word imports what it may': (house) => wordImports(house.modules),
  'only data.ts holds the database': (house) => databaseInData(house.modules),
  'data.ts is server-only, actions.ts holds the server actions': (house) => headers(house.modules),
  'only lib/auth mints a UserId': (house) => mintedIds(house.modules),
  'rules and schemas are pure, the emulator’s time is its world’s': (house) =>
    purity(house.modules),
  'only the emulator’s runtimes touch a platform': (house) => emulatorRim(house.modules),
  'each table has one writer': (house) => oneWriter(house.modules, house.models),
  'a table is called where it is named': (house) => delegates(house.modules, house.models),
  'the browser gets no full zod, no server code, no Node': (house) => browser(house.modules),
  'ui and components take only types from server-only plumbing': (house) =>
    serverPlumbing(house.modules),
  'no circle of modules': (house) => cycles(house.modules),
  'names are kebab-case and say something': (house) => names(house.paths),
  'no barrels': (house) => barrels(house.paths),
  'a file stops at 300 lines, ARCHITECTURE.md at 150': (house) => sizes(house.files),
  'no style attributes': (house) => styleAttributes(house.modules),
  'nothing is left for later, silenced or switched off': (house) => leftovers(house.modules),
  'exported functions of lib, emulator and rules say what they promise': (house) =>
    docstrings(house.modules),
} satisfies Record<string, (house: House) => Violation[]>

export type Rule = keyof typeof RULES

/** A house of files given as texts. */
export function houseOf(files: Record<string, string>): House {
  return {
    files,
    paths: Object.keys(files),
    modules: readModules(files),
    models: readModels(files['prisma/schema.prisma'] ?? ''),
  }
}

const FOLDERS = ['app', 'features', 'components', 'emulator', 'lib', 'scripts', 'e2e', 'bench']
const NOT_OURS = new Set([
  'node_modules',
  'dist',
  'build',
  '.next',
  '.generated',
  '.vitepress',
  '.docusaurus',
])
const READ = /\.(tsx?|jsx?|mjs|cjs|css)$|^ARCHITECTURE\.md$/

/** The house as it stands on disk. Files in a room are listed whatever they are. */
export function houseAt(root: string): House {
  const files: Record<string, string> = {}
  const read = (path: string) => {
    files[path] = READ.test(path) ? readFileSync(join(root, path), 'utf8') : ''
  }
  const enter = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!NOT_OURS.has(entry.name)) enter(path)
      } else read(path)
    }
  }
  for (const folder of [...FOLDERS, 'architecture'])
    if (existsSync(join(root, folder))) enter(folder)
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const ours = /\.(ts|js|mjs)$/.test(entry.name) && entry.name !== 'next-env.d.ts'
    if (entry.isFile() && (ours || entry.name === 'ARCHITECTURE.md')) read(entry.name)
  }
  files['prisma/schema.prisma'] = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')
  return houseOf(files)
}
