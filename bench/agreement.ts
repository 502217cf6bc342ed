import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  kappa,
  kappaInterval,
  type Pair,
  pairsOf,
  precisionAndRecall,
  wrongPairsOf,
} from '@/features/interview/rubric/agreement/rules'
import { getQuestion } from '@/features/interview/rubric/data'
import { type SampleAnswer, sampleAnswersSchema } from '@/features/interview/rubric/schema'
import { atLeast, type Row, report, say, told } from './row'

const FIXTURES = 'features/interview/rubric/fixtures'
const AIM = 0.7

function readAnswers(set: string): SampleAnswer[] {
  const folder = join(FIXTURES, set)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) =>
      sampleAnswersSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    )
}

function rowsOf(set: string): Row[] {
  const answers = readAnswers(set)
  const rubrics = answers.map((answer) => {
    const question = getQuestion(answer.question)
    if (!question) throw new Error(`${answer.id} answers ${answer.question}, which has no rubric`)
    return question.rubric
  })
  const points = answers.map((answer, i) => pairsOf(rubrics[i] as (typeof rubrics)[number], answer))
  const pairs: Pair[] = points.flat()
  const wrong = answers.flatMap((answer, i) =>
    wrongPairsOf(rubrics[i] as (typeof rubrics)[number], answer),
  )
  const [low, high] = kappaInterval(points, 'agreement')
  const heard = precisionAndRecall(pairs)
  const named = precisionAndRecall(wrong)
  const name = `grader and people, ${set}:`
  say(`${set}: ${answers.length} answers, ${pairs.length} points`)
  const share = (what: string, ours: number) =>
    told({ name: `${name} ${what}`, ours, reference: 1, unit: '' })
  return [
    atLeast(AIM, { name: `${name} κ of points`, ours: kappa(pairs), reference: 1, unit: '' }),
    share('κ, 95 % from', low),
    share('κ, 95 % to', high),
    share('precision', heard.precision),
    share('recall', heard.recall),
    share('precision of what must not be said', named.precision),
    share('recall of what must not be said', named.recall),
  ]
}

/** Of the two sets held out the second came when the grader was settled, and changed nothing of it. */
report(['develop', 'holdout', 'second'].flatMap(rowsOf))
