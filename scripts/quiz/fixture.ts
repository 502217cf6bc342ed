import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ContentFiles, compileContent } from '@/features/cards/rules'
import type { Figures } from '@/features/cards/schema'
import type { CompiledBank } from '@/features/quiz/bank/rules'
import { engines } from '../content/engines'
import { readContentFiles } from '../content/files'
import { compileQuiz } from './bank'

const TODAY = '2026-11-22'
/** Where the exercises of the tests stand: with a topic of ours, whose cards and headings they name. */
export const FILE = 'content/quiz/api-gateway-basics.yaml'
/** One exercise of each kind, in which nothing is wrong. */
export const KINDS = readFileSync(
  fileURLToPath(new URL('./fixtures/kinds.yaml', import.meta.url)),
  'utf8',
)

/** Our content without its own exercises, and what compiles others against it. */
export async function bankOf(): Promise<{
  compile(text: string, change?: (files: ContentFiles) => void): Promise<CompiledBank>
  figures: Figures
}> {
  const files = new Map(
    [...readContentFiles(process.cwd())].filter(([file]) => !file.startsWith('content/quiz/')),
  )
  const published = 'content/published-ids.txt'
  const others = (files.get(published) ?? '').replace(/^exercise .*\n/gm, '')
  files.set(published, others)
  const drawing = await engines()
  const content = compileContent(files, drawing, TODAY)
  return {
    figures: content.content.figures,
    async compile(text, change) {
      const own = new Map([...files, [FILE, text]])
      change?.(own)
      return compileQuiz(own, content, drawing, TODAY)
    },
  }
}
