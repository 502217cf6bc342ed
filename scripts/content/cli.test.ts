import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FIXTURE } from './fixture'

vi.setConfig({ testTimeout: 120_000 })

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'content-'))
  cpSync(FIXTURE, root, { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

interface Run {
  code: number
  stdout: string
  stderr: string
}

function run(script: string, ...options: string[]): Promise<Run> {
  const node = ['--conditions=react-server', '--import', 'tsx', `scripts/${script}.ts`, ...options]
  return new Promise((resolve) => {
    execFile(process.execPath, node, { cwd: PROJECT }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}
const path = (file: string) => join(root, 'content', file)
const read = (file: string) => readFileSync(path(file), 'utf8')
const rewrite = (file: string, from: string, to: string) =>
  writeFileSync(path(file), read(file).replace(from, to))

describe('content:check', () => {
  test('says 0 for content that is right', async () => {
    const { code, stdout } = await run('content-check', '--root', root, '--skip-samples')
    expect(stdout).toBe(
      '2 topics, 1 questions, 1 paths, 5 cards, 5 of 5 items, 1 of 1 errata, 2 samples, 0 labs, 0 exercises, 0 faults, 9 ids: 0 errors, 0 warnings\n',
    )
    expect(code).toBe(0)
  })

  test('says 1 and each error with its file and line, and writes nothing', async () => {
    rewrite('topics/teapots.md', 'Hold the lid.', 'Hold the lid for 90 seconds.')
    rewrite('samples/kettles.yaml', 'poured: 2', 'poured: 3')
    const published = read('published-ids.txt')
    const { code, stdout } = await run('content-check', '--root', root)
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'content/topics/teapots.md:11: "90 seconds" is a figure: write {=kettle.boil}, or {^90 seconds :: reason}',
      expect.stringMatching(
        /^content\/topics\/kettles\.md:30: the sample "pour": call 1 returned \{"poured":2\} instead of \{"poured":3\}/,
      ),
    ])
    expect(code).toBe(1)
    expect(read('published-ids.txt')).toBe(published)
  })

  test('says 0 where there are only warnings', async () => {
    rewrite('figures.yaml', 'verified: 2026-10-01', 'verified: 2020-01-01')
    const { code, stdout } = await run('content-check', '--root', root, '--skip-samples')
    expect(stdout).toMatch(
      /^content\/figures\.yaml:9: warning: kettle\.end was verified \d+ days ago/,
    )
    expect(code).toBe(0)
  })

  test('tells a machine what it found', async () => {
    rewrite('topics/teapots.md', 'order: 2', 'order: two')
    const { code, stdout } = await run('content-check', '--root', root, '--json', '--skip-samples')
    const report = JSON.parse(stdout)
    expect(report).toEqual({
      topics: 1,
      questions: 1,
      cards: 5,
      exercises: 0,
      covers: ['guide.boil', 'guide.volume', 'guide.sample', 'qa.1', 'qa.path'],
      errata: ['err.slow-boil'],
      errors: [
        {
          file: 'content/topics/teapots.md',
          line: 4,
          severity: 'error',
          message: 'order: must be a number',
        },
      ],
      warnings: [],
    })
    expect(code).toBe(1)
  })

  test('can be asked about one page only', async () => {
    rewrite('topics/teapots.md', 'order: 2', 'order: two')
    const { code } = await run(
      'content-check',
      '--root',
      root,
      '--skip-samples',
      '--only',
      'kettles',
    )
    expect(code).toBe(0)
  })

  test.each([
    [
      'without content',
      () => ['--root', join(root, 'nowhere')],
      /There is no content\/ in .*nowhere/,
    ],
    ['for an option nobody knows', () => ['--root', root, '--quiet'], /Unknown option '--quiet'/],
    [
      'for a page nobody knows',
      () => ['--root', root, '--only', 'cups'],
      /No file .* is called cups/,
    ],
  ])('says 2 %s', async (_name, options, message) => {
    const { code, stderr, stdout } = await run('content-check', ...options())
    expect(stderr).toMatch(message)
    expect(stderr).toContain('usage: npm run content:check')
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

describe('content:publish', () => {
  test('adds the ids that are new, once', async () => {
    const first = await run('content-publish', '--root', root)
    expect(first.stdout).toBe('2 new ids in content/published-ids.txt, 9 in all.\n')
    expect(read('published-ids.txt')).toContain(
      'card kettles.volume\ncard kettles.volume-reverse\ncard teapots.lid\n',
    )
    const published = read('published-ids.txt')
    const second = await run('content-publish', '--root', root)
    expect(second.stdout).toBe('0 new ids in content/published-ids.txt, 9 in all.\n')
    expect(read('published-ids.txt')).toBe(published)
  })

  test('publishes nothing while there are errors', async () => {
    rewrite('topics/teapots.md', 'order: 2', 'order: two')
    const published = read('published-ids.txt')
    const { code, stderr } = await run('content-publish', '--root', root)
    expect(stderr).toMatch(/content:check finds 1 errors: mend them first/)
    expect(code).toBe(1)
    expect(read('published-ids.txt')).toBe(published)
  })

  test('says 2 without content', async () => {
    expect((await run('content-publish', '--root', join(root, 'nowhere'))).code).toBe(2)
  })
})
