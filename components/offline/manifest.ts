/** What was built: which pages there are for everyone, and which files each of them needs. */
export interface Manifest {
  /** Changes with anything that was built. */
  version: string
  /** Files under names that change with their content. */
  files: string[]
  /** Bytes of each, to tell how far a download has come. */
  bytes: number[]
  /** Pages that are the same for everyone: their own bytes, and which of `files` they need. */
  pages: Record<string, { bytes: number; needs: number[] }>
  /** Pages that are kept from the start: what stands in where the network is missing. */
  shell: string[]
  /** Icons and data that are kept from the start. */
  extras: string[]
  /** Where a path goes without the network, by its beginning; the last is for all others. */
  standIns: [beginning: string, page: string][]
}

/** What a page may ask of the worker. */
export type Ask =
  | { type: 'activate' }
  | { type: 'visited'; path: string }
  | { type: 'keep all' }
  | { type: 'kept' }
  | { type: 'forget' }

/** How much of the site is kept. */
export interface Kept {
  pages: number
  allPages: number
  bytes: number
  allBytes: number
  /** Paths of the pages that can be read now. */
  paths: string[]
  failed: number
}

/** Where a path leads without the network. */
export function standInFor(path: string, standIns: Manifest['standIns']): string {
  const found = standIns.find(
    ([beginning]) => path === beginning || path.startsWith(`${beginning}/`),
  )
  return found?.[1] ?? standIns.at(-1)?.[1] ?? '/'
}
