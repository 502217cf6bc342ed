import { isTest, isTool, layerOf, ONE_FILE, packageOf, ROOMS, roomOf, wordOf } from './map'
import type { Import, Module, Violation } from './source'

/** What each layer may import; its own files always. */
const MAY: Record<string, readonly string[]> = {
  root: ['lib', 'generated'],
  app: ['features', 'components', 'lib'],
  features: ['components', 'lib', 'generated'],
  components: ['lib'],
  lib: ['generated'],
  emulator: [],
}

const BELONGS: Record<string, string> = {
  root: 'what the root needs belongs in lib/',
  app: 'app/ holds routes; logic belongs in a room of features/',
  features: 'a room never knows routes; hand it in from the page',
  components: 'a component that knows the domain belongs in a room’s ui/',
  lib: 'plumbing that knows the domain belongs in a room of features/',
  emulator: 'the emulator knows nothing of ours; hand it in through createWorld()',
}

const ownCode = (modules: Module[]) => modules.filter(({ path }) => !isTest(path) && !isTool(path))

/** app → features → components → lib; features/sandbox → emulator → nothing of ours. */
export function layers(modules: Module[]): Violation[] {
  return ownCode(modules).flatMap(({ path, imports }) =>
    imports
      .filter(({ ours }) => ours)
      .flatMap(({ target, line, specifier }) => {
        const problem = crossing(path, target)
        return problem ? [{ file: path, line, message: `imports ${specifier}: ${problem}` }] : []
      }),
  )
}

function crossing(from: string, target: string): string | null {
  const layer = layerOf(from)
  const other = layerOf(target)
  if (other === 'emulator' && layer !== 'emulator') {
    if (roomOf(from) !== 'sandbox')
      return 'only features/sandbox imports the emulator; reach it through features/sandbox/rules.ts'
    return target === 'emulator' || target === 'emulator/index.ts'
      ? null
      : 'emulator/index.ts is its only door; export it there'
  }
  if (other === layer || (other === 'root' && /\.(json|css)$/.test(target))) return null
  if (MAY[layer]?.includes(other)) return null
  return `${layer === 'root' ? 'the root' : `${layer}/`} may not import ${other === 'root' ? 'files of the root' : `${other}/`}; ${BELONGS[layer]}`
}

/** Rooms stand on one another in one order, and show one another schema, rules and data only. */
export function rooms(modules: Module[]): Violation[] {
  const order: readonly string[] = ROOMS
  return ownCode(modules).flatMap(({ path, imports }) => {
    const room = roomOf(path)
    if (room === null) return []
    if (!order.includes(room))
      return [
        {
          file: path,
          line: 1,
          message: `there is no room ${room}; rooms are ${order.join(', ')}: put it in one of them, or as a sub-noun inside one`,
        },
      ]
    return imports.flatMap(({ target, line, specifier, ours }) => {
      const other = ours ? roomOf(target) : null
      if (other === null || other === room) return []
      const problem = between(room, other, target, order)
      return problem ? [{ file: path, line, message: `imports ${specifier}: ${problem}` }] : []
    })
  })
}

function between(
  room: string,
  other: string,
  target: string,
  order: readonly string[],
): string | null {
  if (order.indexOf(other) > order.indexOf(room))
    return `${room} stands below ${other}; move the code up into ${other}, or compose the two in the page`
  const word = wordOf(target) ?? wordOf(`${target}.ts`)
  if (word === 'ui' || word === 'actions')
    return `a room never uses another's ${word}; compose the two rooms in the page (app/)`
  return word === null ? 'a room shows others its schema, rules and data only' : null
}

/** `@/` across rooms and top folders, `./` within one. */
export function specifiers(modules: Module[]): Violation[] {
  const unit = (path: string) => {
    const room = roomOf(path)
    return room === null ? layerOf(path) : `features/${room}`
  }
  const wrong = (from: string, { ours, target, specifier }: Import) => {
    if (!ours || layerOf(from) === 'root' || !/\.tsx?$/.test(from)) return null
    const within = unit(from) === unit(target)
    if (within && specifier.startsWith('@/')) return 'within a room or folder write it relative, ./'
    if (!within && specifier.startsWith('.')) return 'across rooms and folders write it from @/'
    return null
  }
  return ownCode(modules).flatMap((module) =>
    module.imports.flatMap((found) => {
      const problem = wrong(module.path, found)
      return problem
        ? [
            {
              file: module.path,
              line: found.line,
              message: `imports ${found.specifier}: ${problem}`,
            },
          ]
        : []
    }),
  )
}

/** Packages with one place: the scheduler, the driver, the sessions, the database client. */
export function places(modules: Module[]): Violation[] {
  const home = (path: string, { target, typeOnly, ours }: Import): string | null => {
    const name = ours ? target : packageOf(target)
    const one = Object.entries(ONE_FILE).find(([key]) => key === name)
    if (one && path !== one[1]) return `one file alone imports ${name}: ${one[1]}`
    if (name === 'next-auth' || name.startsWith('@next-auth/'))
      return /^(lib\/auth(\.ts|-|\/)|app\/api\/auth\/)/.test(path)
        ? null
        : 'next-auth is known in lib/auth and app/api/auth only; ask lib/auth for the learner, sign in through lib/auth-client'
    const prisma = /^(@prisma\/|@libsql\/|prisma$|libsql$)/.test(name) || isClient(target)
    if (!prisma || layerOf(path) === 'lib' || /^prisma\.config/.test(path)) return null
    return typeOnly && wordOf(path) === 'data'
      ? null
      : 'the database client is made in lib/; query through db() in a room’s data.ts'
  }
  const isClient = (target: string) => target.startsWith('.generated/prisma')
  return modules
    .filter(({ path }) => !isTest(path) && !['e2e', 'bench'].includes(layerOf(path)))
    .flatMap(({ path, imports }) =>
      imports.flatMap((found) => {
        const problem = home(path, found)
        if (!problem || (layerOf(path) === 'scripts' && !problem.startsWith('one file'))) return []
        return [{ file: path, line: found.line, message: `imports ${found.specifier}: ${problem}` }]
      }),
    )
}
