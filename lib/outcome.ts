/** What a write answers: its value, or a sentence for the learner. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: string; retry?: boolean }

/** A refusal: a sentence for the learner, and whether trying again may help. */
export const refuse = (
  error: string,
  retry = false,
): { ok: false; error: string; retry?: boolean } =>
  retry ? { ok: false, error, retry } : { ok: false, error }

/** A write that succeeded. */
export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
