import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NextRequest, NextResponse } from 'next/server'
import { FIRST_SCRIPT } from '@/lib/first-script'
import { type Inline, sourceOf } from '@/lib/inline'
import { RUNS_CODE } from '@/lib/runs-code'

const DEVELOPMENT = process.env.NODE_ENV === 'development'

/** Paths of pages on which a learner may record an answer. */
const RECORDS_SOUND = /^\/interviews(\/|$)/

const FIRST_SOURCE = sourceOf(FIRST_SCRIPT)

let pages: Record<string, Inline> | undefined

/** Prerendered pages' inline scripts and styles by hash; none while developing. */
function prerendered(): Record<string, Inline> {
  pages ??= DEVELOPMENT
    ? {}
    : (JSON.parse(readFileSync(join(process.cwd(), '.next/csp.json'), 'utf8')) as Record<
        string,
        Inline
      >)
  return pages
}

function policy({ scripts, styles }: Inline, path: string): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts, ...(DEVELOPMENT ? ["'unsafe-eval'"] : [])].join(' '),
    ["style-src 'self'", ...styles, ...(DEVELOPMENT ? ["'unsafe-inline'"] : [])].join(' '),
    "img-src 'self' data:",
    // What was recorded in a browser is heard there, and comes from no server.
    `media-src 'self'${RECORDS_SOUND.test(path) ? ' blob:' : ''}`,
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    ...(RUNS_CODE.test(path) ? ["frame-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Sets the Content-Security-Policy: hashes for a prerendered page, a nonce for any other. */
export function proxy(request: NextRequest) {
  const path = request.nextUrl.pathname
  const known = prerendered()[path]
  if (known) {
    const response = NextResponse.next()
    response.headers.set('content-security-policy', policy(known, path))
    return response
  }
  const nonce = randomBytes(16).toString('base64')
  // A path that leads nowhere is answered by the prerendered page for that.
  const lost = prerendered()['/_not-found'] ?? { scripts: [], styles: [] }
  const scripts = [`'nonce-${nonce}'`, FIRST_SOURCE, ...lost.scripts]
  const value = policy({ scripts, styles: lost.styles }, path)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', value)
  headers.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', value)
  return response
}

export const config = {
  matcher: [
    '/((?!_next/static|_next/image|api/|runtime/|sw\\.js|.*\\.(?:png|svg|ico|webmanifest|json|txt)$).*)',
  ],
}
