import { isBuiltin } from 'node:module'
import { isTest, isTool, layerOf, wordOf } from './map'
import type { Import, Module, Violation } from './source'

/** Modules whose code reaches the browser, each with the client file that brings it there. */
export function browserModules(modules: Module[]): Map<string, string> {
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const reached = new Map<string, string>()
  const visit = (path: string, root: string): void => {
    const module = byPath.get(path)
    // A server action is called over the network: its code stays behind.
    if (!module || reached.has(path) || module.directives.includes('use server')) return
    reached.set(path, root)
    for (const { target, ours, typeOnly } of module.imports) {
      if (ours && !typeOnly) visit(target, root)
    }
  }
  for (const { path, directives } of modules) {
    if (isTest(path) || isTool(path)) continue
    if (directives.includes('use client')) visit(path, path)
  }
  return reached
}

/** What reaches the browser is small and holds nothing of the server. */
export function browser(modules: Module[]): Violation[] {
  const reached = browserModules(modules)
  const problem = (path: string, { specifier, typeOnly }: Import): string | null => {
    const root = reached.get(path)
    const via =
      root === undefined || root === path ? '' : ` (it reaches the browser through ${root})`
    const word = wordOf(path)
    const close =
      word === 'schema' || word === 'rules' || word === 'ui' || layerOf(path) === 'components'
    if (/^zod(\/v4)?$/.test(specifier) && (close || root !== undefined))
      return `92 kB of zod would reach the browser; import zod/mini${via}`
    if (typeOnly || (root === undefined && !close)) return null
    if (specifier === 'server-only' && root !== undefined)
      return `server code would reach the browser${via}; read in the page and hand it in`
    if (isBuiltin(specifier) && root !== undefined)
      return `Node is not in the browser${via}; move this to data.ts, lib/ or scripts/`
    return null
  }
  return modules
    .filter(({ path }) => !isTest(path) && !isTool(path))
    .flatMap((module) =>
      module.imports.flatMap((found) => {
        const message = problem(module.path, found)
        return message
          ? [
              {
                file: module.path,
                line: found.line,
                message: `imports ${found.specifier}: ${message}`,
              },
            ]
          : []
      }),
    )
}

/** ui/ and components/ take nothing but types from server-only plumbing. */
export function serverPlumbing(modules: Module[]): Violation[] {
  const server = new Set(
    modules
      .filter(({ imports }) => imports.some(({ specifier }) => specifier === 'server-only'))
      .map(({ path }) => path),
  )
  return modules
    .filter(({ path, directives }) => {
      if (isTest(path) || isTool(path)) return false
      return (
        wordOf(path) === 'ui' || layerOf(path) === 'components' || directives.includes('use client')
      )
    })
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target, typeOnly }) => !typeOnly && server.has(target))
        .map(({ line, specifier }) => ({
          file: path,
          line,
          message: `imports ${specifier}, which is server-only; the page (app/) reads it and hands it in`,
        })),
    )
}

/** No two modules know each other, not even by a chain, not even by types. */
export function cycles(modules: Module[]): Violation[] {
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const done = new Set<string>()
  const found: Violation[] = []
  const visit = (path: string, trail: { path: string; line: number }[]): void => {
    const start = trail.findIndex((step) => step.path === path)
    if (start >= 0) {
      const round = trail.slice(start)
      const [first] = round
      found.push({
        file: path,
        line: first?.line ?? 1,
        message: `stands in a circle of imports: ${[...round.map((step) => step.path), path].join(' → ')}; move what both need into a module below them (a type into schema.ts)`,
      })
      return
    }
    if (done.has(path)) return
    for (const { target, ours, line } of byPath.get(path)?.imports ?? []) {
      if (ours && byPath.has(target) && target !== path) visit(target, [...trail, { path, line }])
    }
    done.add(path)
  }
  for (const { path } of modules) visit(path, [])
  return found
}
