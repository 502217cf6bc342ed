import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'

export const metadata: Metadata = {
  title: 'Glossary',
  description: 'Every term of Lambda and API Gateway that an interview uses.',
}
export const dynamic = 'force-static'

export default function GlossaryPage() {
  const { glossary, topic } = getLibrary()
  return (
    <div className="reading">
      <PageHead
        title="Glossary"
        summary={`${glossary.length} terms, in the words you would use to explain them.`}
      />
      <dl className="prose">
        {glossary.map(({ id, term, aka, html, topic: slug }) => (
          <div key={id} id={id} className="border-t border-rule py-3">
            <dt className="font-semibold">
              {term}
              {aka && aka.length > 0 ? (
                <span className="font-normal text-muted"> · {aka.join(', ')}</span>
              ) : null}
            </dt>
            <dd>
              <span dangerouslySetInnerHTML={{ __html: html }} />{' '}
              <a href={`/topics/${slug}`} className="text-sm text-muted">
                {topic.get(slug)?.title}
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
