import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fromHtml } from 'hast-util-from-html'
import { toString as plainText } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import { lateScripts, scriptFirst } from './late-scripts'

// Finishes the prerendered pages, so that text is painted before scripts start, and lists the
// inline scripts of each by hash, for its Content-Security-Policy.
const ROOT = '.next/server/app'
const hashes: Record<string, string[]> = {}
for (const entry of readdirSync(ROOT, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.html')) continue
  const file = join(entry.parentPath, entry.name)
  const path =
    `/${relative(ROOT, file).replaceAll('\\', '/').slice(0, -5)}`.replace(/\/index$/, '') || '/'
  const found = new Set<string>()
  const html = scriptFirst(lateScripts(readFileSync(file, 'utf8')))
  writeFileSync(file, html)
  visit(fromHtml(html), 'element', (node) => {
    if (node.tagName !== 'script' || node.properties.src || !plainText(node)) return
    found.add(`'sha256-${createHash('sha256').update(plainText(node)).digest('base64')}'`)
  })
  hashes[path] = [...found]
}
writeFileSync('.next/csp.json', JSON.stringify(hashes))
