import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { definitionsOf, searchDocuments } from '@/features/cards/search/documents/rules'
import { packIndex } from '@/features/cards/search/pack/rules'
import type { SearchFile } from '@/features/cards/search/schema'
import { synonymGroups } from '@/features/cards/search/synonyms/rules'
import { compileFaults } from '@/features/sandbox/faults/compile/rules'
import { compileLabs, labCard } from '@/features/sandbox/labs/compile/rules'
import { engines } from './content/engines'
import { readContentFiles } from './content/files'
import { compileAll } from './quiz/bank'

// Compiles content/ to .generated/content.json, labs.json, faults.json, quiz.json and interviews.json,
// which the app is built from and
// served with, and to .generated/search/, which the browser searches.
const today = new Date().toISOString().slice(0, 10)
const files = readContentFiles(process.cwd())
const drawing = await engines()
const { content, problems, bank, interviews } = await compileAll(files, drawing, today, false)
const { labs, problems: labProblems } = compileLabs(files, drawing, today, content)
const { faults, problems: faultProblems } = compileFaults(files, content.figures.verified)
content.labCards = labs.map(labCard)
const errors = [...problems, ...labProblems, ...faultProblems].filter(
  ({ severity }) => severity === 'error',
)
for (const { file, line, message } of errors) console.error(`${file}:${line}: ${message}`)
if (errors.length > 0) {
  console.error(`The content has ${errors.length} errors; mend them and start again.`)
  process.exit(1)
}
const documents = searchDocuments(content)
const search: Record<SearchFile, unknown> = {
  index: packIndex(documents, synonymGroups(content.glossary)),
  texts: documents.map(({ text }) => text),
  definitions: definitionsOf(content),
}
function write(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value))
  renameSync(`${file}.new`, file)
}
mkdirSync('.generated/search', { recursive: true })
for (const [name, value] of Object.entries(search)) write(`.generated/search/${name}.json`, value)
write('.generated/content.json', content)
write('.generated/labs.json', labs)
write('.generated/faults.json', faults)
write('.generated/quiz.json', bank.exercises)
write('.generated/interviews.json', interviews)
console.log(
  `${content.topics.length} topics, ${content.questions.length} questions, ${content.cards.length} cards, ${labs.length} labs, ${bank.exercises.length} exercises`,
)
