import type { Pyodide } from './pyodide'

/** Files under `/tmp` with what tells whether they changed. */
export interface TmpFiles {
  files: Record<string, string>
  mark: string
  changed: boolean
}

/** Writes files under a folder, with the folders they need. */
export function placeFiles({ FS }: Pyodide, root: string, files: Record<string, string>): void {
  FS.mkdirTree(root)
  for (const [name, text] of Object.entries(files)) {
    const file = `${root}/${name}`
    FS.mkdirTree(file.slice(0, file.lastIndexOf('/')))
    FS.writeFile(file, text)
  }
}

/** The files under `/tmp`; read anew only if one of them changed. */
export function takeTmp({ FS }: Pyodide, before: TmpFiles | null): TmpFiles {
  const found: { name: string; mark: string }[] = []
  const walk = (folder: string) => {
    for (const entry of FS.readdir(folder)) {
      if (entry === '.' || entry === '..') continue
      const path = `${folder}/${entry}`
      const { mode, size, mtime } = FS.stat(path)
      if (FS.isDir(mode)) walk(path)
      else found.push({ name: path.slice('/tmp/'.length), mark: `${path}\n${size}\n${+mtime}` })
    }
  }
  walk('/tmp')
  const mark = found.map((one) => one.mark).join('\n')
  if (before && before.mark === mark) return { ...before, changed: false }
  const files = Object.fromEntries(
    found.map(({ name }) => [name, FS.readFile(`/tmp/${name}`, { encoding: 'utf8' })]),
  )
  return { files, mark, changed: before !== null }
}
