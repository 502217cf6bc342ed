import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compileContent } from '@/features/cards/rules'
import type { Problem } from '@/features/cards/schema'
import { engines } from './content/engines'
import { readContentFiles } from './content/files'
import { runSamples } from './samples/run'

const HELP = `usage: npm run content:check -- [--json] [--only slug,slug] [--root folder] [--skip-samples]
exit code: 0 without errors (warnings may remain), 1 with errors, 2 when the check could not run`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  only: { type: 'string' },
  root: { type: 'string', default: process.cwd() },
  'skip-samples': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

async function check(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const root = resolve(values.root)
  if (!existsSync(join(root, 'content'))) throw new Error(`There is no content/ in ${root}.`)
  const files = readContentFiles(root)
  const wanted = values.only?.split(',')
  const concerns = (file: string, message = '') =>
    !wanted || wanted.some((slug) => file.includes(`/${slug}.`) || message.includes(`/${slug}.`))
  if (![...files.keys()].some((file) => concerns(file)))
    throw new Error(`No file of content/ is called ${values.only}.`)

  const today = new Date().toISOString().slice(0, 10)
  const { content, problems, samples, ids } = compileContent(files, await engines(), today)
  const failures = values['skip-samples']
    ? []
    : await runSamples(samples.filter(({ file }) => concerns(file)))
  const all: Problem[] = [...problems, ...failures].filter(({ file, message }) =>
    concerns(file, message),
  )
  const errors = all.filter(({ severity }) => severity === 'error')
  const warnings = all.filter(({ severity }) => severity === 'warning')
  const shown = <T extends { places: string[] }>(entries: T[]) =>
    entries.filter(({ places }) => places.length > 0)
  const covers = shown(content.items).map(({ id }) => id)
  const errata = shown(content.errata).map(({ id }) => id)

  if (values.json) {
    const topics = content.topics.length
    const questions = content.questions.length
    const cards = content.cards.length
    const report = { topics, questions, cards, covers, errata, errors, warnings }
    console.log(JSON.stringify(report, null, 2))
  } else {
    for (const { file, line, severity, message } of all)
      console.log(`${file}:${line}: ${severity === 'warning' ? 'warning: ' : ''}${message}`)
    console.log(
      `${content.topics.length} topics, ${content.questions.length} questions, ${content.paths.length} paths, ${content.cards.length} cards, ` +
        `${covers.length} of ${content.items.length} items, ${errata.length} of ${content.errata.length} errata, ` +
        `${samples.length} samples, ${ids.length} ids: ${errors.length} errors, ${warnings.length} warnings`,
    )
  }
  return errors.length > 0 ? 1 : 0
}

try {
  process.exitCode = await check()
} catch (error) {
  console.error(`${(error as Error).message}\n${HELP}`)
  process.exitCode = 2
}
