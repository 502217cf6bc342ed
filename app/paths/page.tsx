import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'

export const metadata: Metadata = {
  title: 'Study paths',
  description: 'Nine routes through the topics and questions, each ending in something you build.',
}
export const dynamic = 'force-static'

export default function PathsPage() {
  const { paths } = getLibrary()
  return (
    <div className="reading">
      <PageHead
        title="Study paths"
        summary="Nine routes through topics and questions. Each ends in something you build."
      />
      <ol className="grid gap-x-12 gap-y-8 md:grid-cols-2">
        {paths.map((path) => (
          <li key={path.slug} className="border-t border-rule pt-4">
            <h2 className="text-lg">
              <a href={`/paths/${path.slug}`} className="text-ink no-underline hover:underline">
                {path.title}
              </a>
            </h2>
            <p className="mt-1 text-muted">{path.summary}</p>
            <p className="figures mt-1.5 text-sm text-muted">{path.steps.length} steps</p>
          </li>
        ))}
      </ol>
    </div>
  )
}
