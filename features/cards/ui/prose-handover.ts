const holder = globalThis as { coldstartProse?: Map<string, string> }

/**
 * Leaves a page's HTML where the same process finds it when it renders that page: server
 * components and client components are two module graphs and share nothing else.
 */
export function handOver(name: string, html: string): void {
  holder.coldstartProse ??= new Map()
  holder.coldstartProse.set(name, html)
}

/** The HTML that was left for `name`; undefined in a browser. */
export function handedOver(name: string): string | undefined {
  return holder.coldstartProse?.get(name)
}
