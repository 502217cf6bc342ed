import { spawnSync } from 'node:child_process'

// What a change must pass before it is committed: types, lint and format, unit tests.
const { status } = spawnSync(process.execPath, ['scripts/test.mjs', '--only', 'types,lint,unit'], {
  stdio: 'inherit',
})
process.exit(status ?? 1)
