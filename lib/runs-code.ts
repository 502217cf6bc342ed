/** Paths of pages that run learners' code, in a frame of our own: only their policy lets frames in. */
export const RUNS_CODE = /^\/(sandbox|labs|interviews|offline\/interview)(\/|$)/
