/** Says in a sentence what would be left behind by signing out; null where nothing would. */
type Objection = () => Promise<string | null>

const objections = new Set<Objection>()

/** Has a say before the learner signs out; returns how to stop. */
export function onLeaving(objection: Objection): () => void {
  objections.add(objection)
  return () => objections.delete(objection)
}

/** What would be left behind by signing out now, in sentences. */
export async function leftBehind(): Promise<string[]> {
  const all = await Promise.all([...objections].map((objection) => objection()))
  return all.filter((sentence) => sentence !== null)
}
