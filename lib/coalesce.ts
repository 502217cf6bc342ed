// A request takes more than one turn from its first byte to its job.
const QUIET_TURNS = 2

/**
 * Turns a function of many jobs into one of a single job: jobs that arrive while a run is under way
 * wait and go into the next run together, at most `most` at a time. With a database behind it, one
 * commit to disk serves all who asked meanwhile; a job that comes alone waits for two turns of
 * the event loop.
 * @param run answers each job, in order; if it throws, each of its jobs is run again by itself, so
 *   that one that cannot succeed takes no other along. It must leave nothing behind when it throws.
 */
export function coalesce<Job, Result>(
  run: (jobs: Job[]) => Promise<Result[]>,
  most: number,
): (job: Job) => Promise<Result> {
  const waiting: { job: Job; resolve(result: Result): void; reject(error: unknown): void }[] = []
  let running = false

  // A run may go through without once giving way to the network, so who asks meanwhile is heard
  // here: the run begins when two turns of the event loop have brought nobody new.
  const gathered = async () => {
    let quiet = 0
    for (let before = waiting.length; quiet < QUIET_TURNS && before < most; ) {
      await new Promise((resolve) => setImmediate(resolve))
      quiet = waiting.length > before ? 0 : quiet + 1
      before = waiting.length
    }
  }

  const alone = async ({ job, resolve, reject }: (typeof waiting)[number]) => {
    try {
      resolve((await run([job]))[0] as Result)
    } catch (error) {
      reject(error)
    }
  }

  const drain = async () => {
    running = true
    while (waiting.length > 0) {
      await gathered()
      const batch = waiting.splice(0, most)
      try {
        const results = await run(batch.map(({ job }) => job))
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
      } catch (error) {
        const [only] = batch
        if (batch.length === 1) only?.reject(error)
        else for (const each of batch) await alone(each)
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
