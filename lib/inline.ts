import { createHash } from 'node:crypto'

/** What a page's own text may run and style by, as sources of its Content-Security-Policy. */
export interface Inline {
  scripts: string[]
  styles: string[]
}

/** The source that allows one inline script or style: its SHA-256, as CSP writes it. */
export const sourceOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`
