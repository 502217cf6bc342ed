/** What happened in one call of a sample's handler, or in the script itself. */
export interface Outcome {
  value?: unknown
  error?: string
  stdout: string[]
}

/** What is said of a sample that was killed. */
export function stopped(deadlineMs: number): string {
  return `it was still running after ${deadlineMs / 1000} s and was stopped`
}
