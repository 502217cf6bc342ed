import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { ContentFiles } from '@/features/cards/rules'

/** Reads every text file of `content/` below `root`, by its path from there. */
export function readContentFiles(root: string): ContentFiles {
  const folder = join(root, 'content')
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  )
}
