import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { PUBLISHED, publish } from '@/features/cards/published/rules'
import { publishVersions, VERSIONS_FILE } from '@/features/interview/blueprint/rules'
import { engines } from './content/engines'
import { readContentFiles } from './content/files'
import { compileAll } from './quiz/bank'

const HELP = `usage: npm run content:publish -- [--root folder]
adds the ids of new topics, questions, paths, cards, labs and exercises to ${PUBLISHED}, and the versions
of blueprints to ${VERSIONS_FILE}; none is ever removed`

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { root: { type: 'string', default: process.cwd() } } })
  const root = resolve(values.root)
  if (!existsSync(join(root, 'content'))) throw new Error(`There is no content/ in ${root}.`)
  const files = readContentFiles(root)
  const today = new Date().toISOString().slice(0, 10)
  const { problems, ids, interviews } = await compileAll(files, await engines(), today, true)
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    console.error(`content:check finds ${errors.length} errors: mend them first, ids are for ever.`)
    return 1
  }
  const { text, added } = publish(files.get(PUBLISHED) ?? '', ids)
  if (added.length > 0) writeFileSync(join(root, PUBLISHED), text)
  if (interviews.blueprints.length > 0)
    writeFileSync(
      join(root, VERSIONS_FILE),
      publishVersions(files.get(VERSIONS_FILE) ?? '', interviews.blueprints),
    )
  console.log(`${added.length} new ids in ${PUBLISHED}, ${ids.length} in all.`)
  return 0
}

try {
  process.exitCode = await run()
} catch (error) {
  console.error(`${(error as Error).message}\n${HELP}`)
  process.exitCode = 2
}
