import type { Problem } from '../schema'

/** A link as written: where it stands, where it leads, and the page it is on. */
export interface Link {
  file: string
  line: number
  href: string
  from: string
}

/** Links and anchors that lead nowhere. `pages` maps a path to the anchors on it. */
export function linkProblems(links: Link[], pages: Map<string, Set<string>>): Problem[] {
  return links.flatMap(({ file, line, href, from }): Problem[] => {
    if (/^https:\/\//.test(href)) return []
    const problem = (message: string): Problem[] => [{ file, line, severity: 'error', message }]
    if (!/^[/#]/.test(href))
      return problem(
        `the link "${href}" must begin with https://, / or #: write the whole path, as in /topics/<slug>`,
      )
    const [path = '', anchor] = href.split('#')
    const anchors = pages.get(path || from)
    if (!anchors) return problem(`the link ${href} leads to no page: correct its path`)
    return anchor && !anchors.has(anchor)
      ? problem(`the page ${path || from} has no anchor #${anchor}: correct it, or add the anchor`)
      : []
  })
}
