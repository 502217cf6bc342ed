import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fromHtml } from 'hast-util-from-html'
import { toString as plainText } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import { type Inline, sourceOf } from '@/lib/inline'
import { compiledEarly, inlineSheets, lateScripts } from './first-frame'

// Finishes what Next built: scripts that every page runs are compiled before they are due, prerendered
// pages are painted from what comes first, and the inline scripts and styles of each are listed by
// hash, for its Content-Security-Policy.
const { rootMainFiles } = JSON.parse(readFileSync('.next/build-manifest.json', 'utf8')) as {
  rootMainFiles: string[]
}
for (const name of rootMainFiles) {
  const file = join('.next', name)
  writeFileSync(file, compiledEarly(readFileSync(file, 'utf8')))
}

const ROOT = '.next/server/app'
const pages: Record<string, Inline> = {}
const sheetAt = (href: string) => readFileSync(href.replace('/_next/', '.next/'), 'utf8')
for (const entry of readdirSync(ROOT, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.html')) continue
  const file = join(entry.parentPath, entry.name)
  const path =
    `/${relative(ROOT, file).replaceAll('\\', '/').slice(0, -5)}`.replace(/\/index$/, '') || '/'
  const found = { script: new Set<string>(), style: new Set<string>() }
  const html = inlineSheets(lateScripts(readFileSync(file, 'utf8')), sheetAt)
  writeFileSync(file, html)
  visit(fromHtml(html), 'element', (node) => {
    if (node.tagName !== 'script' && node.tagName !== 'style') return
    const text = plainText(node)
    if (text) found[node.tagName].add(sourceOf(text))
  })
  pages[path] = { scripts: [...found.script], styles: [...found.style] }
}
writeFileSync('.next/csp.json', JSON.stringify(pages))
