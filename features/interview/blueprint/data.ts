import 'server-only'
import { getInterviewBank } from '../bank/data'
import type { Blueprint } from './schema'

/** Every round that can be sat, in the order of the page. */
export const listBlueprints = (): Blueprint[] => getInterviewBank().blueprints

/** The blueprint of this name as it stands, or null. */
export const getBlueprint = (slug: string): Blueprint | null =>
  listBlueprints().find((one) => one.slug === slug) ?? null
