/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ['@libsql/client', '@node-rs/argon2', '@prisma/adapter-libsql', 'libsql'],
  experimental: { serverActions: { bodySizeLimit: '64kb' } },
}
