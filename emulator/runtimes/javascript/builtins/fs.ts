import { Buffer } from './buffer'
import type { MemoryFiles } from './files'

type Options =
  | string
  | { encoding?: string; recursive?: boolean; force?: boolean }
  | null
  | undefined
type Callback = (error: unknown, value?: unknown) => void

const encodingOf = (options: Options) => (typeof options === 'string' ? options : options?.encoding)
const flag = (options: Options, name: 'recursive' | 'force') =>
  typeof options === 'object' && options?.[name] === true
const bytesOf = (data: unknown, options: Options) =>
  typeof data === 'string'
    ? Buffer.from(data, (encodingOf(options) ?? 'utf8') as BufferEncoding)
    : Buffer.from(data as Uint8Array)

/**
 * `fs` on the environment's files.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html
 */
export function makeFs(files: MemoryFiles, later: (run: () => void) => void) {
  const stat = (file: string) => {
    const folder = files.isFolder(file)
    const size = folder ? 4096 : files.read(file, 'stat').length
    return { size, isFile: () => !folder, isDirectory: () => folder, isSymbolicLink: () => false }
  }
  const readFile = (file: string, options?: Options) => {
    const bytes = Buffer.from(files.read(file))
    const encoding = encodingOf(options)
    return encoding ? bytes.toString(encoding as BufferEncoding) : bytes
  }
  const appendFile = (file: string, data: unknown, options?: Options) => {
    const before = files.exists(file) ? files.read(file) : new Uint8Array()
    files.write(file, Buffer.concat([before, bytesOf(data, options)]))
  }
  const remove = (file: string, options?: Options) => {
    if (files.exists(file) || !flag(options, 'force'))
      files.remove(file, flag(options, 'recursive'), 'rm')
  }
  const copyFile = (from: string, to: string) => files.write(to, files.read(from, 'copyfile'))
  const actions = {
    readFile,
    writeFile: (file: string, data: unknown, options?: Options) =>
      files.write(file, bytesOf(data, options)),
    appendFile,
    mkdir: (folder: string, options?: Options) =>
      files.makeFolder(folder, flag(options, 'recursive')),
    mkdtemp(prefix: string) {
      let n = 0
      while (files.exists(`${prefix}${String(n).padStart(6, '0')}`)) n++
      const folder = `${prefix}${String(n).padStart(6, '0')}`
      files.makeFolder(folder, false)
      return folder
    },
    readdir: (folder: string) => files.list(folder),
    unlink: (file: string) => files.remove(file, false),
    rmdir: (folder: string) => files.remove(folder, false, 'rmdir'),
    rm: remove,
    stat,
    lstat: stat,
    access: (file: string) => void stat(file),
    copyFile,
    rename(from: string, to: string) {
      copyFile(from, to)
      files.remove(from, false, 'rename')
    },
  }

  type Action = (...args: never[]) => unknown
  const fs: Record<string, unknown> = { existsSync: (file: string) => files.exists(file) }
  const promises: Record<string, unknown> = {}
  for (const [name, action] of Object.entries(actions) as [string, Action][]) {
    const run = action as (...args: unknown[]) => unknown
    fs[`${name}Sync`] = run
    promises[name] = async (...args: unknown[]) => run(...args)
    fs[name] = (...args: unknown[]) => {
      const callback = args.pop() as Callback
      later(() => {
        let value: unknown
        try {
          value = run(...args)
        } catch (error) {
          return callback(error)
        }
        callback(null, value)
      })
    }
  }
  const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 }
  return { ...fs, promises: { ...promises, constants }, constants }
}
