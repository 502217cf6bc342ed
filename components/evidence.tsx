/** What a question speaks of: logs, code, tables, each with its title. */
export function Evidence({ pieces }: { pieces: { title: string; html: string }[] }) {
  return pieces.map(({ title, html }) => (
    <div key={title} className="prose mt-4">
      <figure className="code">
        <figcaption>{title}</figcaption>
        <div dangerouslySetInnerHTML={{ __html: html }} />
      </figure>
    </div>
  ))
}
