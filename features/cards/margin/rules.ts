/** The content's pages by kind and name. */
export interface Pages {
  topic: Map<string, { title: string }>
  question: Map<string, { title: string }>
  path: Map<string, { title: string }>
}

/** The title of the content page at `path`; null where there is none. */
export function titleOf(pages: Pages, path: string): string | null {
  const [, kind, name = '', ...rest] = path.split('/')
  if (rest.length > 0) return null
  if (kind === 'topics') return pages.topic.get(name)?.title ?? null
  if (kind === 'questions') return pages.question.get(name)?.title ?? null
  if (kind === 'paths') return pages.path.get(name)?.title ?? null
  return null
}

/** Two versions of a note as one text that loses neither: the saved one first. */
export function bothVersions(saved: string, mine: string): string {
  if (saved.includes(mine)) return saved
  if (mine.includes(saved)) return mine
  return `${saved.trimEnd()}\n\n${mine.trimStart()}`
}
