import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { firstScenario } from './bench/rules'
import { getFaults } from './faults/data'
import { figuresFor } from './figures/rules'
import { scenarioOfSample } from './samples/rules'
import type { Scenario } from './schema'

/** Prices and limits for the emulator, as the pages state them. */
export function getEmulatorFigures() {
  return figuresFor(getLibrary().figures)
}

/** The scenario of a code block, or the one that everybody begins with. */
export function getSampleScenario(id: string | undefined): Scenario {
  const { samples, figures } = getLibrary()
  const sample = samples.find((one) => one.id === id)
  const opened = sample && scenarioOfSample(sample, figures.verified)
  return opened ?? firstScenario('javascript', figures.verified)
}

/** The broken scenario of a fault with its title; null where there is no such fault. */
export function getBrokenScenario(id: string): { title: string; scenario: Scenario } | null {
  const fault = getFaults().get(id)
  return fault ? { title: fault.title, scenario: fault.broken } : null
}
