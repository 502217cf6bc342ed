/** Which cards of a list are selected, and the one that a range goes from. */
export interface Selection {
  ids: ReadonlySet<string>
  anchor: string | null
}

export const NOTHING: Selection = { ids: new Set(), anchor: null }

/** The selection with one card more or less; ranges go from it. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** The selection with everything from the anchor to `id`, both included; without an anchor only `id`. */
export function ranged(selection: Selection, id: string, order: string[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor)
  const to = order.indexOf(id)
  if (from < 0 || to < 0) return { ids: new Set([...selection.ids, id]), anchor: id }
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor }
}

/** Everything of a list, or nothing where everything already was. */
export function allOrNone({ ids }: Selection, order: string[]): Selection {
  return order.every((id) => ids.has(id)) ? NOTHING : { ids: new Set(order), anchor: null }
}
