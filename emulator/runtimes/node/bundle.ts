import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const programs = new Map<string, Promise<string>>()
let folder: string | undefined

/** A folder of this process, gone when the process is. */
function scratch(): string {
  if (!folder) {
    const made = mkdtempSync(join(tmpdir(), 'coldstart-runtime-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    folder = made
  }
  return folder
}

/**
 * Bundles a program of `runtimes/` into one classic script, as its text: what a process runs, and
 * what a page posts into its worker.
 * @param entry such as `browser/javascript-worker.ts`, from `emulator/runtimes/`
 */
export async function bundleText(entry: string, platform: 'node' | 'browser'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}`, import.meta.url))],
    bundle: true,
    write: false,
    platform,
    format: platform === 'node' ? 'cjs' : 'iife',
    target: 'es2022',
    minifyWhitespace: platform === 'browser',
    minifySyntax: platform === 'browser',
    loader: { '.py': 'text' },
    // Names stay: a handler's stack trace shows the class that it is called on.
    minifyIdentifiers: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

/** The bundle of a program as a file to fork; made once a process. */
export function bundleFile(entry: string): Promise<string> {
  let program = programs.get(entry)
  if (!program) {
    program = bundleText(entry, 'node').then((text) => {
      const file = join(scratch(), `${entry.replace(/\W/g, '-')}.cjs`)
      writeFileSync(file, text)
      return file
    })
    programs.set(entry, program)
  }
  return program
}
