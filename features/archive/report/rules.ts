import type { ImportReport, PastImport } from '../plan/schema'

const count = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** A report in sentences, for the screen and for the file. */
export function reportLines(report: ImportReport): string[] {
  const { added, updated, unchanged, kept, answers, known, media, marked, skipped, unlisted } =
    report
  const lines = [
    `${count(added, 'note')} added.`,
    ...(updated > 0 ? [`${count(updated, 'note')} updated to the file’s text.`] : []),
    ...(unchanged > 0 ? [`${count(unchanged, 'note')} here already, with the same text.`] : []),
    ...(kept > 0 ? [`${count(kept, 'note')} here already with another text: yours stayed.`] : []),
    ...(answers > 0 ? [`${count(answers, 'answer')} added to your history.`] : []),
    ...(known > 0 ? [`${count(known, 'answer')} of the file were in your history already.`] : []),
    ...(media > 0 ? [`${count(media, 'picture or sound', 'pictures and sounds')} kept.`] : []),
    ...(marked > 0 ? [`${count(marked, 'card')} suspended or flagged as in the file.`] : []),
  ]
  const left = skipped.length + unlisted
  return left > 0 ? [...lines, `${count(left, 'thing')} skipped, each with its reason.`] : lines
}

/** A report as a text file: what was done, and all that was skipped, with the reasons. */
export function reportText({ name, createdAt, undoneAt, report }: PastImport): string {
  return [
    `Import of ${name}, ${createdAt}`,
    ...(undoneAt === null ? [] : [`Taken back ${undoneAt}`]),
    '',
    ...reportLines(report),
    ...(report.skipped.length > 0 ? ['', 'Skipped:'] : []),
    ...report.skipped.map(({ what, why }) => `- ${what.replace(/\s+/g, ' ')}: ${why}`),
    ...(report.unlisted > 0 ? [`- and ${report.unlisted} more`] : []),
    '',
  ].join('\n')
}
