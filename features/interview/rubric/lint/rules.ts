import type { Content, Question } from '@/features/cards/schema'
import { heardIn, sharesOf, weigh } from '@/features/quiz/open/evidence/rules'
import { listenTo, wayIn } from '@/features/quiz/open/hearing/rules'
import { sameQuantity } from '@/features/quiz/open/numbers/rules'
import { hear, heard } from '@/features/quiz/open/rules'
import { listenedFor } from '@/features/quiz/open/vocabulary/rules'
import { readTokens } from '@/features/quiz/open/words/rules'
import type { OpenQuestion, Rubric, RubricNot, RubricPoint } from '../schema'

/** Of a rubric's weight, what the page's own answer earns at least. */
const MODEL_EARNS = 0.8
/** Of a rubric's weight, what answers to questions of other topics earn at most, on average. */
const STRANGER_EARNS = 0.25
/** Of a rubric's weight, what saying the question again earns at most. */
const TITLE_EARNS = 0.25
/** Of the answers to questions of other topics, how many may earn one point. */
const STRANGERS = 0.5
const FOLLOW_UP_EARNS = 0.6
const PHRASINGS = 5
/** A phrasing of which so much is said is one that made a point heard. */
const LOOSE = 0.75

type Path = (string | number)[]
export interface Fault {
  path: Path
  message: string
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ' }

/** The text of compiled HTML, a line for each block. */
export const textOf = (html: string): string =>
  html
    .replace(/<(?:\/p|\/li|\/tr|\/h\d|br)\b[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(#x?[\da-f]+|\w+);/gi, (entity, name: string) =>
      name.startsWith('#x')
        ? String.fromCodePoint(Number.parseInt(name.slice(2), 16))
        : (ENTITIES[name] ?? entity),
    )

/** What a page says itself to its question: the model answer and the key points. */
const modelText = (open: OpenQuestion, question: Question): string =>
  [textOf(open.modelHtml), ...question.keyPoints.map(textOf)].join('\n')

function twice(entries: { id: string }[], path: Path): Fault[] {
  const ids = entries.map(({ id }) => id)
  return ids.flatMap((id, i) =>
    ids.indexOf(id) < i ? [{ path: [...path, i], message: `the id "${id}" is there twice` }] : [],
  )
}

/** What is wrong with the phrasings of points: too few, ones that are not heard, old figures. */
function phrasingFaults(points: RubricPoint[], path: Path, known: string): Fault[] {
  const facts = readTokens(known).flatMap(({ quantity }) => (quantity ? [quantity] : []))
  return points.flatMap((point, i) => {
    const at = [...path, i]
    const faults: Fault[] = []
    for (const [j, phrasing] of point.accept.entries())
      if (!hear([{ ...point, accept: [phrasing], says: [] }], [], phrasing).points[0])
        faults.push({
          path: [...at, 'accept', j],
          message: `"${phrasing}" is not even heard in itself: no word of it counts`,
        })
    for (const text of [...point.accept, ...(point.says ?? []).flat()])
      for (const { quantity, word } of readTokens(text.replaceAll('|', ', '))) {
        if (quantity?.measure && !facts.some((fact) => sameQuantity(fact, quantity)))
          faults.push({
            path: at,
            message: `"${point.id}" says ${word} (${quantity.value} of ${quantity.measure}), which is no figure of content/figures.yaml nor of the page`,
          })
      }
    return faults
  })
}

function notFaults(nots: RubricNot[], content: Content, path: Path): Fault[] {
  const errata = new Set(content.errata.map(({ id }) => id))
  return nots.flatMap(({ id, erratum }, i) => {
    if (erratum === undefined) return []
    const at = [...path, i, 'erratum']
    if (!errata.has(erratum))
      return [{ path: at, message: `"${id}" names the erratum "${erratum}", which does not exist` }]
    return []
  })
}

function followUpFaults(rubric: Rubric, open: OpenQuestion, question: Question): Fault[] {
  const faults: Fault[] = []
  const ids = new Set(rubric.points.map(({ id }) => id))
  for (const [i, one] of rubric.followUps.entries()) {
    const path = ['followUps', i]
    const own = one.ask !== undefined && one.answer !== undefined
    if (
      (one.number !== undefined) === own ||
      (one.ask === undefined) !== (one.answer === undefined)
    )
      faults.push({ path, message: `"${one.id}" needs a number, or both ask and answer` })
    if (one.number !== undefined && !question.followUps[one.number - 1])
      faults.push({ path, message: `"${one.id}": the page has no follow-up ${one.number}` })
    for (const probed of one.probes)
      if (!ids.has(probed))
        faults.push({ path, message: `"${one.id}" probes "${probed}", which is no point` })
    faults.push(...twice(one.points, [...path, 'points']))
    const { points = [], mustNotSay = [], answerHtml = '' } = open.rubric.followUps[i] ?? {}
    const verdict = heard(points, mustNotSay, textOf(answerHtml))
    const missed = verdict.findings.filter(({ chosen, right }) => chosen !== right)
    if (verdict.score < FOLLOW_UP_EARNS || missed.some(({ right }) => !right))
      faults.push({
        path,
        message: `"${one.id}": its own answer earns ${Math.round(verdict.score * 100)} %, less than ${FOLLOW_UP_EARNS * 100} %: ${missed.map(({ html }) => html).join('; ')}`,
      })
  }
  for (const [i, { id, weight }] of rubric.points.entries())
    if (weight > 1 && !rubric.followUps.some(({ probes }) => probes.includes(id)))
      faults.push({
        path: ['points', i],
        message: `"${id}" weighs ${weight} and no follow-up probes it`,
      })
  return faults
}

/** Everything wrong with one rubric, held against its page. */
export function rubricProblems(
  rubric: Rubric,
  open: OpenQuestion,
  question: Question,
  content: Content,
): Fault[] {
  const figures = Object.values(content.figures.figures)
  const known = [
    textOf(question.html),
    ...question.keyPoints.map(textOf),
    ...question.followUps.flatMap(({ ask, answer }) => [textOf(ask), textOf(answer)]),
    ...figures.flatMap(({ text, forms = {} }) => [text, ...Object.values(forms)]),
  ].join('\n')
  const model = heard(open.rubric.points, open.rubric.mustNotSay, modelText(open, question))
  const { wrong } = hear([], open.rubric.mustNotSay, modelText(open, question))
  const faults: Fault[] = [
    ...twice(rubric.points, ['points']),
    ...twice(rubric.mustNotSay, ['mustNotSay']),
    ...twice(rubric.followUps, ['followUps']),
    ...phrasingFaults(rubric.points, ['points'], known),
    ...rubric.followUps.flatMap(({ points }, i) =>
      phrasingFaults(points, ['followUps', i, 'points'], known),
    ),
    ...notFaults(rubric.mustNotSay, content, ['mustNotSay']),
    ...rubric.followUps.flatMap(({ mustNotSay = [] }, i) =>
      notFaults(mustNotSay, content, ['followUps', i, 'mustNotSay']),
    ),
    ...followUpFaults(rubric, open, question),
  ]
  for (const [i, { id, accept, says = [] }] of rubric.points.entries())
    if (accept.length + says.length < PHRASINGS)
      faults.push({
        path: ['points', i],
        message: `"${id}" has fewer than ${PHRASINGS} phrasings and ways: people say it in more`,
      })
  const all = open.rubric.points.reduce((sum, { weight }) => sum + weight, 0)
  const earned = open.rubric.points.filter((_, i) => model.findings[i]?.chosen)
  const share = earned.reduce((sum, { weight }) => sum + weight, 0) / all
  if (share < MODEL_EARNS)
    faults.push({
      path: ['points'],
      message: `the page's model answer and key points earn ${Math.round(share * 100)} %, less than ${MODEL_EARNS * 100} %; not heard: ${open.rubric.points
        .filter((point) => !earned.includes(point))
        .map(({ id }) => id)
        .join(', ')}`,
    })
  for (const [i, { id }] of open.rubric.mustNotSay.entries())
    if (wrong[i])
      faults.push({
        path: ['mustNotSay', i],
        message: `the page itself says what must not be said, "${id}": ${wrong[i]}`,
      })
  const title = heard(
    open.rubric.points,
    open.rubric.mustNotSay,
    `${open.title} I know it well, it matters.`,
  )
  if (title.score >= TITLE_EARNS)
    faults.push({
      path: ['points'],
      message: `saying the question again earns ${Math.round(title.score * 100)} %`,
    })
  return faults
}

/**
 * Points that answers to questions of other topics earn too often, with the phrasing that is too
 * loose; and whole rubrics that such an answer earns too much of.
 */
export function strangerProblems(
  compiled: { open: OpenQuestion; question: Question; file: string; lineOf(path: Path): number }[],
): { file: string; line: number; message: string }[] {
  const answers = compiled.map(({ open, question }) => ({
    open,
    topics: question.topics,
    spoken: listenTo(textOf(open.modelHtml)),
  }))
  return compiled.flatMap(({ open, question, file, lineOf }) => {
    const others = answers.filter(({ topics }) =>
      topics.every((topic) => !question.topics.includes(topic)),
    )
    const earned = new Map(others.map((other) => [other, 0]))
    const loose = open.rubric.points.flatMap(({ id, weight, accept, says = [] }, i) => {
      const listened = listenedFor(open.rubric.points)[i]
      const hits = new Map<string, number>()
      let count = 0
      for (const other of others) {
        if (!listened || !heardIn(weigh(other.spoken, listened, new Set()))) continue
        count += 1
        earned.set(other, (earned.get(other) ?? 0) + weight)
        const by = [
          ...accept.filter((_, j) => {
            const phrase = listened.phrases[j]
            return phrase && sharesOf(other.spoken, phrase).some(({ share }) => share >= LOOSE)
          }),
          ...says
            .filter((_, j) => wayIn(other.spoken, listened.ways[j] ?? []).length > 0)
            .map((way) => JSON.stringify(way)),
        ]
        for (const one of by) hits.set(one, (hits.get(one) ?? 0) + 1)
      }
      if (count <= STRANGERS * others.length) return []
      const worst = [...hits].sort((x, y) => y[1] - x[1]).slice(0, 3)
      const told = worst.map(([text, times]) => `${text} (${times})`).join('; ')
      return [
        {
          file,
          line: lineOf(['points', i]),
          message: `"${id}" is heard in ${count} of ${others.length} answers to questions of other topics: ${told}: add a group or a word`,
        },
      ]
    })
    const all = open.rubric.points.reduce((sum, { weight }) => sum + weight, 0)
    const sum = [...earned.values()].reduce((total, one) => total + one, 0)
    const mean = sum / Math.max(1, all * others.length)
    const much =
      mean < STRANGER_EARNS
        ? []
        : [`answers to questions of other topics earn ${Math.round(mean * 100)} % here`]
    return [...loose, ...much.map((message) => ({ file, line: 1, message }))]
  })
}
