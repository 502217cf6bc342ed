interface Neighbour {
  href: string
  title: string
}

/** Links to the page before and the page after. */
export function PrevNext({
  prev,
  next,
}: {
  prev?: Neighbour | undefined
  next?: Neighbour | undefined
}) {
  return (
    <nav
      aria-label="Before and after"
      className="no-print mt-14 grid gap-4 border-t border-rule pt-6 sm:grid-cols-2"
    >
      {prev ? (
        <a href={prev.href} rel="prev" className="no-underline">
          <span className="label block">Before</span>
          {prev.title}
        </a>
      ) : (
        <span />
      )}
      {next ? (
        <a href={next.href} rel="next" className="no-underline sm:text-right">
          <span className="label block">Next</span>
          {next.title}
        </a>
      ) : null}
    </nav>
  )
}
