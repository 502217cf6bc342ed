/** What happened in one call of a sample's handler, or in the script itself. */
export interface Outcome {
  value?: unknown
  error?: string
  /** false where the code failed before its handler could be called */
  loaded?: false
  stdout: string[]
}

/** What is said of a sample that was killed. */
export function stopped(deadlineMs: number): string {
  return `it was still running after ${deadlineMs / 1000} s and was stopped`
}
