import type { ItemSheet } from '../../schema'

/** What was asked, as the room showed it. */
export function Asked({ sheet }: { sheet: ItemSheet | null }) {
  if (sheet === null)
    return (
      <p className="text-muted">This question is no longer asked; what you answered is kept.</p>
    )
  if (sheet.as === 'exercise')
    return (
      <>
        <div className="prose" dangerouslySetInnerHTML={{ __html: sheet.sheet.stemHtml }} />
        {sheet.sheet.evidence.map(({ title, html }) => (
          <div key={title} className="prose mt-4">
            <figure className="code">
              <figcaption>{title}</figcaption>
              <div dangerouslySetInnerHTML={{ __html: html }} />
            </figure>
          </div>
        ))}
      </>
    )
  if (sheet.as === 'open')
    return <div className="prose" dangerouslySetInnerHTML={{ __html: sheet.promptHtml }} />
  if (sheet.as === 'design')
    return <div className="prose" dangerouslySetInnerHTML={{ __html: sheet.design.briefHtml }} />
  return <div className="prose" dangerouslySetInnerHTML={{ __html: sheet.lab.promptHtml }} />
}
