/** Writes the fidelity table into emulator/README.md: npm run fidelity. */
import { readFileSync, writeFileSync } from 'node:fs'
import { README, withTable } from './fidelity/table'

writeFileSync(README, withTable(readFileSync(README, 'utf8')))
