/** The head of a page: where one is, its title, and one sentence. */
export function PageHead({
  over,
  title,
  summary,
  children,
}: {
  over?: React.ReactNode
  title: string
  summary?: React.ReactNode
  children?: React.ReactNode
}) {
  return (
    <div className="measure mb-8">
      {over ? <p className="label mb-2">{over}</p> : null}
      <h1 className="text-2xl">{title}</h1>
      {summary ? <p className="mt-3 text-lg leading-normal text-muted">{summary}</p> : null}
      {children}
    </div>
  )
}
