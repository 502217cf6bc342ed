import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  version?: string
  optionalDependencies?: Record<string, string>
}

// A registry mirror that lacks one platform's build makes npm leave it out, and npm ci then refuses
// the lock file everywhere.
test('the lock file names every optional package of every platform', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        !(packages[`${path}/node_modules/${name}`] ?? packages[`node_modules/${name}`])?.version,
    ),
  )
  expect(missing).toEqual([])
})
