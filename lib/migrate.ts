import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { DurableLibSql } from './sqlite'

interface SchemaEngine {
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>
  diff(input: unknown): Promise<{ stdout?: string }>
}

const FILTERS = { externalTables: [], externalEnums: [] }

interface Glue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
  SchemaEngine: {
    new: (input: unknown, log: () => void, adapter: unknown) => Promise<SchemaEngine>
  }
}

let loaded: Promise<Glue> | undefined

/**
 * Prisma's own schema engine, from its WebAssembly build on the package registry: nothing is
 * downloaded and the `_prisma_migrations` table is Prisma's own.
 */
async function load(): Promise<Glue> {
  const folder = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/[^/\\]+$/, '')
  const glue: Glue = await import(/* webpackIgnore: true */ `${folder}schema_engine_bg.js`)
  // The engine reports a panic of its own through this registry.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => console.error(`schema engine: ${message}`),
    },
  })
  const { instance } = await WebAssembly.instantiate(
    readFileSync(`${folder}schema_engine_bg.wasm`),
    { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports },
  )
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return glue
}

async function schemaEngine(url: string, root: string): Promise<SchemaEngine> {
  loaded ??= load()
  const { SchemaEngine } = await loaded
  const path = join(root, 'prisma/schema.prisma')
  return SchemaEngine.new(
    { datamodels: [[path, readFileSync(path, 'utf8')]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new DurableLibSql({ url })),
  )
}

/** Applies the migrations that the database at `url` lacks; returns their names. Safe to repeat. */
export async function migrate(url: string, root = process.cwd()): Promise<string[]> {
  const engine = await schemaEngine(url, root)
  const baseDir = join(root, 'prisma/migrations')
  const migrationDirectories = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    }))
  const lockfile = {
    path: 'migration_lock.toml',
    content: readFileSync(join(baseDir, 'migration_lock.toml'), 'utf8'),
  }
  const { appliedMigrationNames } = await engine.applyMigrations({
    filters: FILTERS,
    migrationsList: { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories },
  })
  return appliedMigrationNames
}

/**
 * The SQL that leads from the migrations so far to `prisma/schema.prisma`; empty where nothing changed.
 * @param url a scratch database that may be written to
 */
export async function pendingSql(url: string, root = process.cwd()): Promise<string> {
  await migrate(url, root)
  const engine = await schemaEngine(url, root)
  const path = join(root, 'prisma/schema.prisma')
  const files = [{ path, content: readFileSync(path, 'utf8') }]
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: root },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters: FILTERS,
    shadowDatabaseUrl: null,
  })
  return stdout ?? ''
}
