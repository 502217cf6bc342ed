import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SEARCH_FILES, type SearchUrls } from './schema'

const FOLDER = join(process.cwd(), '.generated/search')

interface ServedFile {
  /** its name changes with its content, so that browsers may keep it for ever */
  name: string
  body: string
}

let held: ServedFile[] | undefined

function servedFiles(): ServedFile[] {
  if (held && process.env.NODE_ENV === 'production') return held
  held = SEARCH_FILES.map((file) => {
    const body = readFileSync(join(FOLDER, `${file}.json`), 'utf8')
    const hash = createHash('sha256').update(body).digest('base64url').slice(0, 8)
    return { name: `${file}-${hash}.json`, body }
  })
  return held
}

/** The names that search's files are served by. */
export function listSearchFiles(): string[] {
  return servedFiles().map(({ name }) => name)
}

/** Where the browser gets search's files. */
export function getSearchUrls(): SearchUrls {
  const [index = '', texts = '', definitions = ''] = listSearchFiles()
  return {
    index: `/search/${index}`,
    texts: `/search/${texts}`,
    definitions: `/search/${definitions}`,
  }
}

/** The content of a file of search, or null if there is none of that name. */
export function getSearchFile(name: string): string | null {
  return servedFiles().find((file) => file.name === name)?.body ?? null
}
