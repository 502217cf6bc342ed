import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SampleToRun } from '@/features/cards/samples/rules'
import { type Outcome, stopped } from './outcome'

const HOST = fileURLToPath(new URL('./python-host.mjs', import.meta.url))
const START_MS = 60_000

/** A process that runs Python samples one after the other; made anew after one had to be killed. */
export class Python {
  private child: ChildProcess | undefined

  /** Runs a sample in a scope of its own, and kills its process at the deadline. */
  async run({ code, spec }: SampleToRun, deadlineMs: number): Promise<Outcome[]> {
    if (!this.child) {
      // Nothing of our environment and none of our loaders.
      this.child = fork(HOST, { env: {} as NodeJS.ProcessEnv, execArgv: [], stdio: 'ignore' })
      const started = await this.answer(START_MS)
      if (started !== 'ready') {
        this.close()
        return [{ error: `Python did not start: ${JSON.stringify(started)}`, stdout: [] }]
      }
    }
    this.child.send({
      code,
      handler: spec.handler ?? null,
      calls: JSON.stringify(spec.calls ?? []),
      env: JSON.stringify({ AWS_REGION: 'us-east-1', ...spec.env }),
      modules: JSON.stringify(spec.modules ?? {}),
    })
    const answer = await this.answer(deadlineMs)
    if (Array.isArray(answer)) return answer as Outcome[]
    this.close()
    const error = answer === 'late' ? stopped(deadlineMs) : 'it ended the Python process'
    return [{ error, stdout: [] }]
  }

  close(): void {
    this.child?.kill('SIGKILL')
    this.child = undefined
  }

  /** The next message of the process, "late" when none comes in time, "gone" when it ends. */
  private answer(deadlineMs: number): Promise<unknown> {
    const { child } = this
    return new Promise((resolve) => {
      const settle = (value: unknown) => {
        clearTimeout(timer)
        child?.removeAllListeners()
        resolve(value)
      }
      const timer = setTimeout(settle, deadlineMs, 'late')
      child?.once('message', settle)
      child?.once('exit', () => settle('gone'))
      child?.once('error', (error) => settle(error.message))
    })
  }
}
