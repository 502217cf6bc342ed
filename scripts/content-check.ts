import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compileContent } from '@/features/cards/rules'
import type { Problem } from '@/features/cards/schema'
import { engines } from './content/engines'
import { readContentFiles } from './content/files'
import { runSamples } from './samples/run'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    root: { type: 'string', default: process.cwd() },
    'skip-samples': { type: 'boolean', default: false },
  },
})

const HELP = `usage: npm run content:check -- [--json] [--only slug,slug] [--root folder] [--skip-samples]`

if (!existsSync(`${values.root}/content`)) {
  console.error(`There is no content/ in ${values.root}.\n${HELP}`)
  process.exit(2)
}

const today = new Date().toISOString().slice(0, 10)
const { content, problems, samples, ids } = compileContent(
  readContentFiles(values.root),
  await engines(),
  today,
)
const wanted = values.only?.split(',')
const concerns = (file: string, message = '') =>
  !wanted || wanted.some((slug) => file.includes(`/${slug}.`) || message.includes(`/${slug}.`))
const failures = values['skip-samples']
  ? []
  : await runSamples(samples.filter(({ file }) => concerns(file)))
const all: Problem[] = [...problems, ...failures].filter(({ file, message }) =>
  concerns(file, message),
)
const errors = all.filter(({ severity }) => severity === 'error')
const warnings = all.filter(({ severity }) => severity === 'warning')

if (values.json) {
  console.log(
    JSON.stringify(
      {
        topics: content.topics.length,
        questions: content.questions.length,
        cards: content.cards.length,
        covers: content.items.filter(({ places }) => places.length > 0).map(({ id }) => id),
        errata: content.errata.filter(({ places }) => places.length > 0).map(({ id }) => id),
        errors,
        warnings,
      },
      null,
      2,
    ),
  )
} else {
  for (const { file, line, severity, message } of all) {
    console.log(`${file}:${line}: ${severity === 'warning' ? 'warning: ' : ''}${message}`)
  }
  console.log(
    `${content.topics.length} topics, ${content.questions.length} questions, ${content.paths.length} paths, ${content.cards.length} cards, ` +
      `${content.items.filter(({ places }) => places.length > 0).length} of ${content.items.length} items, ` +
      `${content.errata.filter(({ places }) => places.length > 0).length} of ${content.errata.length} errata, ` +
      `${samples.length} samples, ${ids.length} ids: ${errors.length} errors, ${warnings.length} warnings`,
  )
}
process.exitCode = errors.length > 0 ? 1 : 0
