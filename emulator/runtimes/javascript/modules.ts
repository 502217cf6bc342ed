import path from 'path-browserify'
import { type Compiled, compile } from './compile'
import { RuntimeFault } from './fault'
import { type Files, isModuleFile, resolve } from './resolve'

interface Loaded {
  path: string
  kind: Compiled['kind']
  module: { exports: unknown }
  /** Settled when a module with imports has run; undefined before it was begun. */
  done?: Promise<void>
}

interface Imported {
  exports: unknown
  path: string
  done?: Promise<void> | undefined
}

/** Gives a built-in module or an SDK package by name; undefined when there is none. */
export type Provided = (name: string) => unknown

/** From this major on a `.js` file that reads like an ES module is one. */
const DETECTS_MODULES = 22
const READS_AS_MODULE = /^\s*(?:import\s*(?:["'{*]|\w+\s*(?:,|from\b))|export\s)/m

/**
 * Loads the files of a function: CommonJS and ES modules, JSON, packages, layers.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export class Modules {
  private readonly loaded = new Map<string, Loaded>()

  constructor(
    private readonly files: Files,
    private readonly provided: Provided,
    private readonly major: number,
  ) {}

  /** Loads the handler's file as Lambda does: CommonJS at once, ES modules with their awaits. */
  async load(name: string): Promise<unknown> {
    const found = ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']
      .map((extension) => `/var/task/${name}${extension}`)
      .find((file) => this.files(file) !== undefined)
    if (!found) throw notFound(name, ['/var/runtime/index.mjs'])
    const { module, done } = await this.importFile(found, [])
    await done
    return module.exports
  }

  private kindOf(file: string, source: string): Compiled['kind'] {
    if (isModuleFile(this.files, file)) return 'module'
    const detected = file.endsWith('.js') && this.major >= DETECTS_MODULES
    return detected && READS_AS_MODULE.test(source) ? 'module' : 'commonjs'
  }

  private prepare(file: string): { record: Loaded; code: Compiled | null } {
    const known = this.loaded.get(file)
    if (known) return { record: known, code: null }
    const source = this.files(file) ?? ''
    const typescript = /\.[mc]?ts$/.test(file)
    const code = file.endsWith('.json')
      ? null
      : compile(file, source, this.kindOf(file, source), typescript)
    const record: Loaded = { path: file, kind: code?.kind ?? 'commonjs', module: { exports: {} } }
    this.loaded.set(file, record)
    if (file.endsWith('.json')) record.module.exports = JSON.parse(source)
    return { record, code }
  }

  /** `above` are the files that wait for this one, outermost first. */
  private async importFile(file: string, above: string[]): Promise<Loaded> {
    const { record, code } = this.prepare(file)
    if (code?.kind === 'commonjs') this.runCommonJs(record, code)
    else if (code) record.done = this.runModule(record, code, [...above, file])
    return record
  }

  private async runModule(record: Loaded, code: Compiled, above: string[]): Promise<void> {
    const found = new Map<string, unknown>()
    for (const specifier of code.imports) {
      const { exports, path: file, done } = await this.imported(specifier, record.path, above)
      // A module of a circle that is still loading is taken as far as it got.
      if (!above.includes(file)) await done
      found.set(specifier, exports)
    }
    await code.run({
      this: undefined,
      exports: record.module.exports,
      __import: (specifier: string) => found.get(specifier),
      __load: (specifier: unknown) => this.dynamic(String(specifier), record.path),
      __meta: this.metaOf(record.path),
      require: () => {
        throw new ReferenceError(
          'require is not defined in ES module scope, you can use import instead',
        )
      },
    })
  }

  private async imported(specifier: string, from: string, above: string[]): Promise<Imported> {
    const name = specifier.replace(/^node:/, '')
    const given = this.provided(name)
    if (given !== undefined) return { exports: given, path: name }
    const file = resolve(this.files, specifier, from, 'import')
    if (!file) throw moduleNotFound(specifier, from)
    const { module, done } = this.loaded.get(file) ?? (await this.importFile(file, above))
    return { exports: module.exports, path: file, done }
  }

  private async dynamic(specifier: string, from: string): Promise<unknown> {
    const { exports, done } = await this.imported(specifier, from, [])
    await done
    const plain = exports as Record<string, unknown>
    return plain?.__esModule ? plain : { ...plain, default: exports }
  }

  private runCommonJs(record: Loaded, code: Compiled): void {
    const { module, path: file } = record
    const scope = {
      this: module.exports,
      exports: module.exports,
      module,
      require: this.requireFrom(file),
      __filename: file,
      __dirname: path.dirname(file),
      __load: (specifier: unknown) => this.dynamic(String(specifier), file),
    }
    try {
      code.run(scope)
    } catch (error) {
      this.loaded.delete(file)
      throw error
    }
  }

  /** `require` as a file has it; also what `createRequire` gives. */
  requireFrom(from: string) {
    const find = (specifier: string) => resolve(this.files, specifier, from, 'require')
    const require = (specifier: string): unknown => {
      const given = this.provided(specifier.replace(/^node:/, ''))
      if (given !== undefined) return given
      const file = find(specifier)
      if (!file) throw notFound(specifier, [from, '/var/runtime/index.mjs'])
      const { record, code } = this.prepare(file)
      if (code?.kind === 'module') {
        this.loaded.delete(file)
        throw requireOfModule(file, from)
      }
      if (code) this.runCommonJs(record, code)
      return record.module.exports
    }
    return Object.assign(require, {
      resolve: (specifier: string) => find(specifier) ?? specifier,
      cache: {},
    })
  }

  private metaOf(file: string) {
    return {
      url: `file://${file}`,
      filename: file,
      dirname: path.dirname(file),
      resolve: (specifier: string) =>
        `file://${resolve(this.files, specifier, file, 'import') ?? specifier}`,
    }
  }
}

function notFound(specifier: string, stack: string[]): Error {
  const message = `Cannot find module '${specifier}'\nRequire stack:\n${stack.map((file) => `- ${file}`).join('\n')}`
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND', requireStack: stack })
}

function moduleNotFound(specifier: string, from: string): Error {
  const isPath = /^[./]/.test(specifier)
  const what = isPath
    ? `module '${path.resolve(path.dirname(from), specifier)}'`
    : `package '${specifier}'`
  const error = new Error(`Cannot find ${what} imported from ${from}`)
  error.stack = `Error [ERR_MODULE_NOT_FOUND]: ${error.message}`
  return Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' })
}

function requireOfModule(file: string, from: string): Error {
  const error = new Error(`require() of ES Module ${file} from ${from} not supported.`)
  return Object.assign(error, { code: 'ERR_REQUIRE_ESM' })
}

/**
 * What Lambda calls a failure to load the handler's file; other errors stay what they are.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function loadFault(error: unknown): unknown {
  if (error instanceof SyntaxError)
    return new RuntimeFault('UserCodeSyntaxError', String(error), error.stack)
  if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')
    return new RuntimeFault('ImportModuleError', String(error))
  return error
}
