import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Problem } from '@/features/cards/schema'
import { compileFaults, FAULTS_FILE } from '@/features/sandbox/faults/compile/rules'
import { figuresFor } from '@/features/sandbox/figures/rules'
import { compileLabs } from '@/features/sandbox/labs/compile/rules'
import { engines } from './content/engines'
import { readContentFiles } from './content/files'
import { checkFaults } from './faults/check'
import { checkIncidents } from './interview/incidents'
import { checkLabs } from './labs/check'
import { compileAll } from './quiz/bank'
import { checkFixes } from './quiz/fixes'
import { checkGenerators } from './quiz/generators'
import { runSamples } from './samples/run'

const HELP = `usage: npm run content:check -- [--json] [--only slug,slug] [--root folder] [--skip-samples] [--skip-labs]
exit code: 0 without errors (warnings may remain), 1 with errors, 2 when the check could not run`

const OPTIONS = {
  json: { type: 'boolean', default: false },
  only: { type: 'string' },
  root: { type: 'string', default: process.cwd() },
  'skip-samples': { type: 'boolean', default: false },
  'skip-labs': { type: 'boolean', default: false },
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
  const drawing = await engines()
  const { content, problems, samples, ids, bank, interviews } = await compileAll(
    files,
    drawing,
    today,
    true,
  )
  const labs = compileLabs(files, drawing, today, content)
  const runnable = labs.files.filter(({ file }) => concerns(file))
  const failures = values['skip-samples']
    ? []
    : await runSamples(samples.filter(({ file }) => concerns(file)))
  const unsolved =
    values['skip-labs'] || runnable.length === 0
      ? []
      : await checkLabs(runnable, figuresFor(content.figures))
  const faults = compileFaults(files, content.figures.verified)
  const harmless =
    values['skip-labs'] || !files.has(FAULTS_FILE) || !concerns(FAULTS_FILE)
      ? []
      : await checkFaults(faults, figuresFor(content.figures))
  const fixes = await checkFixes(bank, content.figures)
  const incidents = values['skip-labs']
    ? []
    : await checkIncidents(
        interviews.incidents.filter(({ slug }) => concerns(`/${slug}.`)),
        content.figures,
      )
  const found = [
    ...problems,
    ...labs.problems,
    ...failures,
    ...unsolved,
    ...faults.problems,
    ...harmless,
    ...fixes,
    ...incidents,
    ...checkGenerators(bank, content.figures),
  ]
  const all: Problem[] = found.filter(({ file, message }) => concerns(file, message))
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
    const exercises = bank.exercises.length
    const report = { topics, questions, cards, exercises, covers, errata, errors, warnings }
    console.log(JSON.stringify(report, null, 2))
  } else {
    for (const { file, line, severity, message } of all)
      console.log(`${file}:${line}: ${severity === 'warning' ? 'warning: ' : ''}${message}`)
    console.log(
      `${content.topics.length} topics, ${content.questions.length} questions, ${content.paths.length} paths, ${content.cards.length} cards, ` +
        `${covers.length} of ${content.items.length} items, ${errata.length} of ${content.errata.length} errata, ` +
        `${samples.length} samples, ${labs.labs.length} labs, ${bank.exercises.length} exercises, ${faults.faults.length} faults, ${ids.length} ids: ${errors.length} errors, ${warnings.length} warnings`,
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
