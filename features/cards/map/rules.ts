interface Node {
  slug: string
  prerequisites: string[]
}

/**
 * How deep each topic lies: 0 without prerequisites, else one more than its deepest prerequisite.
 * A circle of prerequisites ends where it was entered.
 */
export function depths(topics: Node[]): Map<string, number> {
  const bySlug = new Map(topics.map((topic) => [topic.slug, topic]))
  const known = new Map<string, number>()
  const depth = (slug: string, path: string[]): number => {
    const found = known.get(slug)
    if (found !== undefined) return found
    const before = (bySlug.get(slug)?.prerequisites ?? []).filter(
      (name) => bySlug.has(name) && !path.includes(name),
    )
    const value =
      before.length === 0 ? 0 : 1 + Math.max(...before.map((name) => depth(name, [...path, slug])))
    known.set(slug, value)
    return value
  }
  for (const { slug } of topics) depth(slug, [])
  return known
}
