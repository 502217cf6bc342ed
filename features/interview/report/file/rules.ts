import { REPORT_FORMAT, type Report, type ReportPlace, type Share } from '../schema'

const iso = (at: number) => new Date(at).toISOString()

const place = (one: ReportPlace) => ({
  number: one.place + 1,
  follows: one.follows === null ? null : one.follows + 1,
  source: one.source,
  ref: one.ref,
  title: one.title,
  topic: one.topic,
  skill: one.skill,
  level: one.level,
  weight: one.weight,
  answer: one.held.answer,
  timing: one.timing,
  lateAnswer: one.late,
  confidence: one.held.confidence,
  flagged: one.held.flag,
  struckOut: one.held.struck,
  note: one.held.note,
  spentMs: one.held.spent,
  plannedMs: one.planMs,
  gradedBy: one.proof === 'claimed' ? 'browser' : 'server',
  right: one.verdict?.right ?? null,
  score: one.verdict?.score ?? null,
  findings: one.verdict?.findings ?? [],
  marks: one.marks,
  scoreByMarks: one.ownScore,
  modelHtml: one.modelHtml,
  ruleHtml: one.explainHtml,
  reference: one.link,
  taughtAt: one.href,
  cards: one.cards.map(({ id }) => id),
})

const parts = (list: { name: string; share: Share }[]) =>
  list.map(({ name, share }) => ({ name, ...share }))

/** A report as the file that can be downloaded; its form is told in docs/interviews-reports.md. */
export function reportFile(report: Report) {
  const { trust, pace, study, earlier } = report
  return {
    format: 'coldstart-interview-report',
    version: REPORT_FORMAT,
    interview: report.id,
    round: report.round,
    title: report.title,
    level: report.level,
    blueprint: { slug: report.blueprint, version: report.blueprintVersion },
    paper: report.paper,
    practice: report.practice,
    timeFactor: report.timeFactor,
    timedBy: report.timedBy,
    startedAt: iso(report.startedAt),
    endedAt: iso(report.endedAt),
    gradedAt: iso(report.gradedAt),
    ranOut: report.expired,
    score: report.share,
    scoreWithParts: report.partial,
    scoreByMarks: report.own,
    scoreByCertainty: trust.certainty,
    checkedByBrowser: report.claimed.map((at) => at + 1),
    topics: parts(report.topics),
    skills: parts(report.skills),
    confidence: trust.rows,
    sureButWrong: trust.sureWrong.map((at) => at + 1),
    usedMs: pace.usedMs,
    allowedMs: pace.allowedMs,
    study: {
      cards: study.cards,
      topics: study.topics.map(({ slug }) => slug),
      lapsed: study.lapsed,
    },
    earlier: earlier.map(({ id, at, share }) => ({ interview: id, startedAt: iso(at), ...share })),
    questions: report.places.map(place),
  }
}
