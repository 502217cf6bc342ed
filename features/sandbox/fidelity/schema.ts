/** How sure it is that AWS does what a rule says. */
export type Fidelity = 'recorded' | 'observed' | 'documented' | 'unverified'

/** One rule of the emulator: what AWS does, how that is known, and where it can be read. */
export interface FidelityRule {
  label: Fidelity
  sentence: string
  see: string
}

export type FidelityRules = Record<string, FidelityRule>

/** What each label means, for a reader. */
export const FIDELITY_MEANS: Record<Fidelity, string> = {
  recorded: 'AWS was recorded doing it',
  observed: 'somebody measured or captured it',
  documented: 'AWS says so',
  unverified: 'nobody knows; this is our choice',
}
