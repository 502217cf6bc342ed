import { readFileSync } from 'node:fs'

// Written by scripts/runtime.ts, with the files that they are about.
const { policies } = JSON.parse(readFileSync('.generated/runtime.json', 'utf8'))
const runtime = (file, ...headers) => ({
  source: `/runtime/${file}`,
  headers: [{ key: 'cache-control', value: 'public, max-age=31536000, immutable' }, ...headers],
})

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // npm run check and npm test check types, of tests and scripts too.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@libsql/client',
    '@node-rs/argon2',
    '@open-spaced-repetition/binding',
    '@prisma/adapter-libsql',
    'libsql',
  ],
  experimental: { serverActions: { bodySizeLimit: '64kb' } },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        { key: 'referrer-policy', value: 'strict-origin-when-cross-origin' },
        { key: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=(self)' },
        { key: 'cross-origin-opener-policy', value: 'same-origin' },
      ],
    },
    runtime(':file*', { key: 'content-security-policy', value: policies.world }),
    runtime('frame.:rest(.*)', { key: 'content-security-policy', value: policies.frame }),
  ],
}
