import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertTopics, TOPICS } from './convert'
import { say } from './row'

/** What we are measured against, each with a folder, a package.json and a lock file of its own. */
export type Peer = 'vitepress' | 'docusaurus' | 'next'

const OUTPUT: Record<Peer, string> = {
  vitepress: '.vitepress/dist',
  docusaurus: 'build',
  next: '.next',
}
const MADE = ['node_modules', 'pages', 'build', 'dist', 'cache', '.next', '.docusaurus', '.stamp']
const ENV = { NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_UPDATE_NOTIFIER: '1' }

export const peerFolder = (peer: Peer) => join('bench/reference', peer)
export const peerOutput = (peer: Peer) => join(peerFolder(peer), OUTPUT[peer])

/** Every file below `folder` that a person wrote. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !MADE.includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? sources(path) : [path]
    })
    .sort()
}

function hash(files: string[]): string {
  const sum = createHash('sha256')
  for (const file of files) sum.update(file).update('\0').update(readFileSync(file))
  return sum.digest('hex')
}

function npm(peer: Peer, ...args: string[]): void {
  const done = spawnSync('npm', args, {
    cwd: peerFolder(peer),
    env: { ...process.env, ...ENV },
    encoding: 'utf8',
  })
  if (done.status !== 0) {
    throw new Error(
      `npm ${args.join(' ')} failed in ${peerFolder(peer)}:\n${done.stdout}${done.stderr}`,
    )
  }
}

/** Does `work` unless the stamp beside it says that it was done from the same `files`. */
function once(stamp: string, files: string[], exists: string, work: () => void): void {
  const now = hash(files)
  if (existsSync(exists) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  work()
  writeFileSync(stamp, now)
}

/** Installs and builds a peer where its lock file, its configuration or our topics have changed. */
export function buildPeer(peer: Peer): void {
  const folder = peerFolder(peer)
  const lock = join(folder, 'package-lock.json')
  const modules = join(folder, 'node_modules')
  once(join(modules, '.bench-stamp'), [lock], modules, () => {
    say(`${peer}: installing`)
    npm(peer, 'ci', '--ignore-scripts', '--no-audit', '--no-fund')
  })
  const content = peer === 'next' ? [] : [...sources(TOPICS), 'content/figures.yaml']
  const files = [...sources(folder), ...content, 'bench/convert.ts']
  once(join(folder, '.stamp'), files, peerOutput(peer), () => {
    say(`${peer}: building`)
    if (peer !== 'next') convertTopics(join(folder, 'pages'))
    npm(peer, 'run', 'build')
  })
}
