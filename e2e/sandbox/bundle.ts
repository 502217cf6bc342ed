import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const bundles = new Map<string, Promise<string>>()

/**
 * A browser module as a script that puts its exports into `window[name]`: what pages load in
 * chunks, handed to a page whole. Made once a process.
 */
export function bundled(file: string, name: string): Promise<string> {
  const key = `${file} ${name}`
  const made =
    bundles.get(key) ??
    build({
      entryPoints: [`${ROOT}${file}`],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: name,
      target: 'es2022',
      alias: { '@': ROOT.slice(0, -1) },
      footer: { js: `;globalThis.${name} = ${name}` },
      logLevel: 'silent',
    }).then(({ outputFiles }) => outputFiles[0]?.text ?? '')
  bundles.set(key, made)
  return made
}
