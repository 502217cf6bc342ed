import * as z from 'zod/mini'

/** What a learner may take along, and as what. */
export const EXPORTS = ['apkg', 'csv', 'tsv', 'markdown', 'json'] as const
export type ExportFormat = (typeof EXPORTS)[number]
export const exportSchema = z.enum(EXPORTS)

export const EXPORT_FILES: Record<ExportFormat, { name: string; type: string }> = {
  apkg: { name: 'coldstart.apkg', type: 'application/octet-stream' },
  csv: { name: 'coldstart.csv', type: 'text/csv; charset=utf-8' },
  tsv: { name: 'coldstart.tsv', type: 'text/tab-separated-values; charset=utf-8' },
  markdown: { name: 'coldstart.md', type: 'text/markdown; charset=utf-8' },
  json: { name: 'coldstart.json', type: 'application/json' },
}

/** What there is to take along. */
export interface Belongings {
  notes: number
  /** Cards of the site that were studied. */
  site: number
}
