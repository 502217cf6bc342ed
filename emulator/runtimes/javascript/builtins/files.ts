import path from 'path-browserify'
import { Buffer } from './buffer'

type Bytes = Uint8Array

/** An error as Node's file system words it. */
function fileError(code: string, what: string, syscall: string, file: string): Error {
  const error = new Error(`${code}: ${what}, ${syscall} '${file}'`)
  return Object.assign(error, { code, syscall, path: file, errno: -1 })
}

/**
 * The files of an environment, in memory: the function under `/var/task` and layers under `/opt`
 * can be read, `/tmp` written too.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html
 */
export class MemoryFiles {
  private readonly files = new Map<string, Bytes>()
  private readonly folders = new Set(['/', '/tmp', '/var', '/var/task', '/opt'])
  private changed = false

  constructor(parts: {
    task: Record<string, string>
    layers: Record<string, string>
    tmp: Record<string, string>
  }) {
    for (const [root, texts] of [
      ['/var/task', parts.task],
      ['/opt', parts.layers],
      ['/tmp', parts.tmp],
    ] as const)
      for (const [name, text] of Object.entries(texts)) {
        const file = path.resolve(root, name)
        this.files.set(file, Buffer.from(text))
        for (let folder = path.dirname(file); folder !== '/'; folder = path.dirname(folder))
          this.folders.add(folder)
      }
  }

  text(file: string): string | undefined {
    const bytes = this.files.get(file)
    return bytes && new TextDecoder().decode(bytes)
  }
  read(file: string, syscall = 'open'): Bytes {
    const absolute = this.absolute(file)
    const bytes = this.files.get(absolute)
    if (bytes) return bytes
    if (this.folders.has(absolute))
      throw fileError('EISDIR', 'illegal operation on a directory', 'read', file)
    throw fileError('ENOENT', 'no such file or directory', syscall, file)
  }
  write(file: string, bytes: Bytes): void {
    const absolute = this.writable(file, 'open')
    if (!this.folders.has(path.dirname(absolute)))
      throw fileError('ENOENT', 'no such file or directory', 'open', file)
    if (this.folders.has(absolute))
      throw fileError('EISDIR', 'illegal operation on a directory', 'open', file)
    this.files.set(absolute, Uint8Array.from(bytes))
    this.changed = true
  }
  exists(file: string): boolean {
    const absolute = this.absolute(file)
    return this.files.has(absolute) || this.folders.has(absolute)
  }
  isFolder(file: string): boolean {
    return this.folders.has(this.absolute(file))
  }
  makeFolder(folder: string, recursive: boolean): void {
    const absolute = this.writable(folder, 'mkdir')
    if (this.exists(absolute)) {
      if (recursive) return
      throw fileError('EEXIST', 'file already exists', 'mkdir', folder)
    }
    if (!this.folders.has(path.dirname(absolute))) {
      if (!recursive) throw fileError('ENOENT', 'no such file or directory', 'mkdir', folder)
      this.makeFolder(path.dirname(absolute), true)
    }
    this.folders.add(absolute)
  }
  list(folder: string): string[] {
    const absolute = this.absolute(folder)
    if (!this.folders.has(absolute))
      throw fileError('ENOENT', 'no such file or directory', 'scandir', folder)
    const inside = [...this.files.keys(), ...this.folders].filter(
      (name) => name !== absolute && path.dirname(name) === absolute,
    )
    return inside.map((name) => path.basename(name)).sort()
  }
  remove(file: string, recursive: boolean, syscall = 'unlink'): void {
    const absolute = this.writable(file, syscall)
    if (!this.exists(absolute))
      throw fileError('ENOENT', 'no such file or directory', syscall, file)
    if (this.folders.has(absolute) && !recursive && this.list(absolute).length > 0)
      throw fileError('ENOTEMPTY', 'directory not empty', syscall, file)
    const inside = (name: string) => name === absolute || name.startsWith(`${absolute}/`)
    for (const name of [...this.files.keys()].filter(inside)) this.files.delete(name)
    for (const name of [...this.folders].filter(inside)) this.folders.delete(name)
    this.changed = true
  }

  /** The texts under `/tmp` if anything was written since the last look. */
  takeTmp(): Record<string, string> | undefined {
    if (!this.changed) return undefined
    this.changed = false
    const tmp: Record<string, string> = {}
    for (const [file, bytes] of this.files)
      if (file.startsWith('/tmp/'))
        tmp[file.slice('/tmp/'.length)] = new TextDecoder().decode(bytes)
    return tmp
  }

  private absolute(file: string): string {
    const plain = String(file).replace(/^file:\/\//, '')
    return path.resolve('/var/task', plain)
  }
  private writable(file: string, syscall: string): string {
    const absolute = this.absolute(file)
    if (absolute.startsWith('/tmp/')) return absolute
    throw fileError('EROFS', 'read-only file system', syscall, file)
  }
}
