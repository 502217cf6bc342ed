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
  ],
}
