import { transform } from 'sucrase'

export type Scope = Record<string, unknown>

/** A module's code made callable; the scope's names are its parameters. */
export interface Compiled {
  kind: 'commonjs' | 'module'
  /** What a module imports, in order; CommonJS finds out as it runs. */
  imports: string[]
  run(scope: Scope): unknown
}

/** How sucrase writes an import: `var _name = require('x')`, or `require('x')` as a statement. */
const IMPORT = /((?:^|[;}\n])\s*(?:var _\w+ = )?)require\('([^']*)'\)/g
const MODULE_NAMES = ['exports', '__import', '__load', '__meta', 'require'] as const
const COMMONJS_NAMES = [
  'exports',
  'require',
  'module',
  '__filename',
  '__dirname',
  '__load',
] as const

/** Sucrase's own prefix; what is strict is decided by the kind of the module. */
const STRICT = /^"use strict";/

/**
 * Compiles one file. ES modules are rewritten to functions, since no platform loads modules from
 * memory in a classic worker; lines keep their numbers.
 * @throws SyntaxError as the engine words it
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function compile(
  path: string,
  source: string,
  kind: Compiled['kind'],
  typescript: boolean,
): Compiled {
  const text = source.replace(/^\uFEFF/, '').replace(/^#!/, '//')
  const imports: string[] = []
  const types = typescript ? (['typescript'] as const) : []
  if (kind === 'commonjs') {
    const plain = typescript ? transformed(path, text, [...types]) : text
    return {
      kind,
      imports,
      run: evaluated(path, dynamicOf(plain), COMMONJS_NAMES, false),
    }
  }
  const code = dynamicOf(transformed(path, text, [...types, 'imports']))
    .replace(IMPORT, (_, before: string, name: string) => {
      imports.push(name)
      return `${before}__import('${name}')`
    })
    .replace(/\bimport\.meta\b/g, '__meta')
  return { kind, imports, run: evaluated(`file://${path}`, code, MODULE_NAMES, true) }
}

/** `import(x)` goes through the loader. */
function dynamicOf(code: string): string {
  return code.replace(/(^|[^.\w$])import\s*\(/g, '$1__load(')
}

function transformed(path: string, text: string, transforms: ('typescript' | 'imports')[]): string {
  try {
    const { code } = transform(text, {
      transforms,
      filePath: path,
      preserveDynamicImport: true,
      disableESTransforms: true,
      production: true,
    })
    return code.replace(STRICT, '')
  } catch (error) {
    if (transforms.includes('typescript')) throw new SyntaxError(worded(error))
    // The engine has better words for what is wrong with JavaScript.
    new Function(`return async () => {\n${withoutImports(text)}\n}`)
    throw new SyntaxError(worded(error))
  }
}

const worded = (error: unknown) =>
  (error as Error).message.replace(/^Error transforming [^:]*: /, '').replace(/^Error: /, '')

/** Import and export statements taken away, so that the rest can be parsed as a script. */
const withoutImports = (text: string) =>
  text
    .replace(/^\s*import\b[^(;\n]*;?$/gm, '')
    .replace(/\bimport\.meta\b/g, '__meta')
    .replace(/^(\s*)export\s+(?:default\s+)?/gm, '$1')

function evaluated(url: string, code: string, names: readonly string[], isModule: boolean) {
  const head = isModule ? '(async function' : '(function'
  const strict = isModule ? '"use strict";' : ''
  // Indirect: the code sees the global scope and nothing of ours.
  // biome-ignore lint/security/noGlobalEval: running the learner's code is what this is for
  const indirect = eval
  const made = indirect(
    `${head}(${names.join(',')}){${strict}${code}\n})\n//# sourceURL=${encodeURI(url)}`,
  ) as (...args: unknown[]) => unknown
  return (scope: Scope) =>
    made.apply(
      scope.this,
      names.map((name) => scope[name]),
    )
}
