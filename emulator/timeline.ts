import type { Exchange } from './schema/exchange'
import type { Timeline } from './schema/world'

interface Task {
  at: number
  /** Tasks of one instant run in the order in which they were left. */
  order: number
  run: () => Promise<Exchange[]>
}

/** A timeline that can be moved; the world owns it, everybody else only reads and schedules. */
export interface MovableTimeline extends Timeline {
  /** Moves to `at`, running on the way what is due, each at its own instant. */
  moveTo(at: number): Promise<Exchange[]>
  pending(): number
}

/** Bounds what one move may run, so that tasks that schedule themselves cannot go on for ever. */
const MAX_TASKS_PER_MOVE = 100_000

/**
 * Virtual time. Retries, polls, time-outs of connections and cache lifetimes all hang on it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function createTimeline(startAt: number): MovableTimeline {
  let now = startAt
  let order = 0
  let tasks: Task[] = []

  return {
    now: () => now,
    pending: () => tasks.length,
    schedule(at, run) {
      const task: Task = { at: Math.max(at, now), order: order++, run }
      tasks.push(task)
      return {
        cancel() {
          tasks = tasks.filter((other) => other !== task)
        },
      }
    },
    async moveTo(at) {
      const happened: Exchange[] = []
      for (let ran = 0; ran < MAX_TASKS_PER_MOVE; ran++) {
        let due: Task | undefined
        for (const task of tasks) {
          if (task.at > at) continue
          if (!due || task.at < due.at || (task.at === due.at && task.order < due.order)) due = task
        }
        if (!due) break
        tasks = tasks.filter((other) => other !== due)
        now = Math.max(now, due.at)
        happened.push(...(await due.run()))
      }
      now = Math.max(now, at)
      return happened
    },
  }
}
