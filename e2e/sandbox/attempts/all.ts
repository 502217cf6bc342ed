import type { Attempt } from './attempt'
import { DATA } from './data'
import { MACHINE } from './machine'
import { PAGE } from './page'

/** Every attempt there is. */
export const ATTEMPTS: Attempt[] = [...DATA, ...PAGE, ...MACHINE]
