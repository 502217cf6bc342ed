/**
 * Turns a function of many jobs into one of a single job: jobs that arrive while a run is under way
 * wait and go into the next run together, at most `most` at a time. With a database behind it, one
 * commit to disk serves all who asked meanwhile; a job that comes alone does not wait.
 * @param run answers each job, in order; if it throws, each of its jobs is told so
 */
export function coalesce<Job, Result>(
  run: (jobs: Job[]) => Promise<Result[]>,
  most: number,
): (job: Job) => Promise<Result> {
  const waiting: { job: Job; resolve(result: Result): void; reject(error: unknown): void }[] = []
  let running = false

  const drain = async () => {
    running = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      try {
        const results = await run(batch.map(({ job }) => job))
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    running = false
  }

  return (job) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ job, resolve, reject })
      if (!running) drain()
    })
}
