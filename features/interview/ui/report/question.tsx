import { Evidence } from '@/components/evidence'
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
        <Evidence pieces={sheet.sheet.evidence} />
      </>
    )
  if (sheet.as === 'open')
    return <div className="prose" dangerouslySetInnerHTML={{ __html: sheet.promptHtml }} />
  if (sheet.as === 'design')
    return <div className="prose" dangerouslySetInnerHTML={{ __html: sheet.design.briefHtml }} />
  return <div className="prose" dangerouslySetInnerHTML={{ __html: sheet.lab.promptHtml }} />
}
