/** What takes time while a file is read or written. */
export const STEPS = ['unpack', 'read', 'check', 'write'] as const
export type Step = (typeof STEPS)[number]

/** Tells how far something is: what is being done, how much of it, and of how much. */
export type Report = (step: Step, done: number, of: number) => void

/** The file that was sent, and what was read of it, in a task's folder. */
export const SENT = 'file'
export const READ = 'read.json'
/** What goes out, and the package made of it. */
export const OUTGOING = 'outgoing.json'
export const PACKAGE = 'package.apkg'
