import { build } from 'esbuild'

// Builds the thread that reads and writes files for people's archives: one plain program, because a
// thread knows nothing of the app's paths and of how TypeScript is run.
await build({
  stdin: {
    contents: "import { serve } from './features/archive/thread/data'\nawait serve()\n",
    resolveDir: process.cwd(),
    loader: 'ts',
  },
  outfile: '.generated/archive/thread.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { 'server-only': './node_modules/server-only/empty.js' },
  conditions: ['react-server'],
  logLevel: 'warning',
})
