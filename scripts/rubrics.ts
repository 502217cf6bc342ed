import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Compiler } from '@/features/cards/compile/rules'
import type { Content } from '@/features/cards/schema'
import { compileRubrics } from '@/features/interview/rubric/compile/rules'
import { type OpenQuestion, sampleAnswersSchema } from '@/features/interview/rubric/schema'
import { hear } from '@/features/quiz/open/rules'
import { readContentFiles } from './content/files'
import { fitWeights, type Marked, markedOf } from './rubrics/fit'

const HELP = `usage: npm run rubrics -- [slug …]                        problems, and where develop answers are marked otherwise
       npm run rubrics -- --explain <slug> "an answer"    what is heard in an answer, and where
       npm run rubrics -- --fit                           weights of the evidence, fitted to the develop answers`
const DEVELOP = 'features/interview/rubric/fixtures/develop'

function explain({ rubric: { points, mustNotSay } }: OpenQuestion, text: string): void {
  const hearing = hear(points, mustNotSay, text)
  for (const [i, { id, weight }] of points.entries())
    console.log(`${hearing.points[i] ? '+' : ' '} ${id} (${weight})  ${hearing.points[i] ?? ''}`)
  for (const [i, { id }] of mustNotSay.entries())
    if (hearing.wrong[i]) console.log(`! ${id}  ${hearing.wrong[i]}`)
}

/** Prints each point that grader and marks disagree on; returns how many are alike and how many not. */
function compare(open: OpenQuestion, file: string): { alike: number; not: number } {
  const parsed = sampleAnswersSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) {
    console.log(
      `${file}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
    )
    return { alike: 0, not: 0 }
  }
  let [alike, not] = [0, 0]
  for (const { id, text, marks, wrong } of parsed.data) {
    const hearing = hear(open.rubric.points, open.rubric.mustNotSay, text)
    const rows = [
      ...open.rubric.points.map((point, i) => ({
        name: point.id,
        marked: marks[point.id],
        heard: hearing.points[i] ?? null,
      })),
      ...open.rubric.mustNotSay.map((one, i) => ({
        name: `mustNotSay ${one.id}`,
        marked: wrong.includes(one.id),
        heard: hearing.wrong[i] ?? null,
      })),
    ]
    for (const { name, marked, heard } of rows) {
      if (marked === undefined) console.log(`${file}: ${id} does not mark ${name}`)
      else if (marked === (heard !== null)) alike += 1
      else {
        not += 1
        console.log(
          `${id}: ${name}: ${marked ? 'marked, not heard' : `heard, not marked: “${heard}”`}`,
        )
      }
    }
    const strange = [
      ...Object.keys(marks).filter(
        (name) => !open.rubric.points.some((point) => point.id === name),
      ),
      ...wrong.filter((name) => !open.rubric.mustNotSay.some((one) => one.id === name)),
    ]
    for (const name of strange)
      console.log(`${file}: ${id} marks ${name}, which the rubric does not have`)
  }
  return { alike, not }
}

/** The evidence of every develop answer to a question. */
function markedFor({ ref, rubric }: OpenQuestion): Marked[] {
  const file = join(DEVELOP, `${ref}.json`)
  if (!existsSync(file)) return []
  const answers = sampleAnswersSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return answers.flatMap((answer) => markedOf(rubric, answer))
}

/** Checks the rubrics named, or all, and compares them with the marked answers. Returns the exit code. */
export function run(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      explain: { type: 'boolean', default: false },
      fit: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const content: Content = JSON.parse(readFileSync('.generated/content.json', 'utf8'))
  const drawing = { highlight: () => [], draw: () => '' }
  const compiler = new Compiler(readContentFiles(process.cwd()), drawing, content.figures.verified)
  const before = compiler.problems.length
  const questions = compileRubrics(compiler, content, !values.fit && !values.explain)
  if (values.fit) {
    console.log(fitWeights(questions.flatMap(markedFor)))
    return 0
  }
  if (values.explain) {
    const open = questions.find(({ ref }) => ref === positionals[0])
    if (!open) throw new Error(`There is no rubric "${positionals[0]}".`)
    explain(open, positionals[1] ?? '')
    return 0
  }
  const slugs = positionals.map((name) => basename(name).replace(/\.(ya?ml|json|md)$/, ''))
  const concerns = (file: string) =>
    slugs.length === 0 || slugs.some((slug) => file.includes(`/${slug}.`))
  const problems = compiler.problems.slice(before).filter(({ file }) => concerns(file))
  for (const { file, line, message } of problems) console.log(`${file}:${line}: ${message}`)
  let [alike, not] = [0, 0]
  for (const name of existsSync(DEVELOP) ? readdirSync(DEVELOP) : []) {
    const open = questions.find(({ ref }) => `${ref}.json` === name)
    if (!open || !concerns(`/${name}`)) continue
    const counted = compare(open, join(DEVELOP, name))
    alike += counted.alike
    not += counted.not
  }
  console.log(`${problems.length} problems; develop answers: ${alike} marks alike, ${not} not`)
  return problems.length > 0 ? 1 : 0
}

if (process.argv[1]?.endsWith('scripts/rubrics.ts')) process.exitCode = run(process.argv.slice(2))
