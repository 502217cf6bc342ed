import { serviceWorker } from '@/lib/service-worker'

export const dynamic = 'force-dynamic'

/** The service worker. Browsers ask for it anew each time; it may reach this site and nothing else. */
export function GET(): Response {
  const program = serviceWorker()
  if (program === null || process.env.NODE_ENV !== 'production')
    return new Response(null, { status: 404 })
  return new Response(program, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
    },
  })
}
