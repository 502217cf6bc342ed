import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { figuresFor } from './figures/rules'

/** Prices and limits for the emulator, as the pages state them. */
export function getEmulatorFigures() {
  return figuresFor(getLibrary().figures)
}
