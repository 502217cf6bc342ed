import { type ChildProcess, spawn } from 'node:child_process'

/** A server of its own for a spec that ends it the hard way. */
export interface Killable {
  base: string
  start(): Promise<void>
  /** Ends the server and all it started at once, as a power cut would. */
  kill(): Promise<void>
}

/** The built app at `port` with the database file `database`; not started yet. */
export function killable(port: number, database: string): Killable {
  const base = `http://localhost:${port}`
  let server: ChildProcess | null = null

  const start = async () => {
    const child = spawn(process.execPath, ['e2e/server.mjs', String(port), database], {
      stdio: 'ignore',
      detached: true,
    })
    server = child
    for (let i = 0; i < 240; i += 1) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
      const up = await fetch(`${base}/about`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (up) return
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    throw new Error('the server did not start')
  }

  const kill = async () => {
    const child = server
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    process.kill(-child.pid, 'SIGKILL')
    await ended
  }

  return { base, start, kill }
}
