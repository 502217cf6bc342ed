import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { compileContent } from '@/features/cards/rules'
import { engines } from './content/engines'
import { readContentFiles } from './content/files'

// Compiles content/ to .generated/content.json, which the app is built from and served with.
const today = new Date().toISOString().slice(0, 10)
const { content, problems } = compileContent(
  readContentFiles(process.cwd()),
  await engines(),
  today,
)
const errors = problems.filter(({ severity }) => severity === 'error')
for (const { file, line, message } of errors) console.error(`${file}:${line}: ${message}`)
if (errors.length > 0) {
  console.error(`The content has ${errors.length} errors; mend them and start again.`)
  process.exit(1)
}
mkdirSync('.generated', { recursive: true })
writeFileSync('.generated/content.json.new', JSON.stringify(content))
renameSync('.generated/content.json.new', '.generated/content.json')
console.log(
  `${content.topics.length} topics, ${content.questions.length} questions, ${content.cards.length} cards`,
)
