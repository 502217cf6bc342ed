import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/page-head'
import { cardsOfPath, getLibrary } from '@/features/cards/data'
import { PageTools } from '@/features/cards/ui/page-tools'
import { PrevNext } from '@/features/cards/ui/prev-next'
import { Prose } from '@/features/cards/ui/prose'

type Props = { params: Promise<{ slug: string }> }

export const dynamic = 'force-static'
export const dynamicParams = false

export function generateStaticParams() {
  return getLibrary().paths.map(({ slug }) => ({ slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const path = getLibrary().path.get((await params).slug)
  return path ? { title: path.title, description: path.summary } : {}
}

export default async function PathPage({ params }: Props) {
  const library = getLibrary()
  const { slug } = await params
  const path = library.path.get(slug)
  if (!path) notFound()
  const position = library.paths.indexOf(path)
  const neighbour = (step: number) => {
    const other = library.paths[position + step]
    return other && { href: `/paths/${other.slug}`, title: other.title }
  }
  return (
    <article className="reading">
      <PageHead
        over={`Study path ${position + 1} of ${library.paths.length}`}
        title={path.title}
        summary={path.summary}
      >
        <div className="no-print mt-6 flex flex-wrap items-center gap-2">
          <a href={`/review?path=${slug}`} className="button button-primary">
            Study its {cardsOfPath(library, path).length} cards
          </a>
          <PageTools path={`/paths/${slug}`} title={path.title} />
        </div>
      </PageHead>
      <ol className="measure mb-12 border-b border-rule">
        {path.steps.map(({ topic, question, why }, index) => {
          const target = topic
            ? { href: `/topics/${topic}`, title: library.topic.get(topic)?.title, kind: 'Read' }
            : {
                href: `/questions/${question}`,
                title: library.question.get(question ?? '')?.title,
                kind: 'Answer',
              }
          return (
            <li key={target.href} className="grid grid-cols-[2.5rem_1fr] border-t border-rule py-3">
              <span className="figures text-muted">{index + 1}</span>
              <div>
                <span className="label">{target.kind}</span>{' '}
                <a href={target.href}>{target.title}</a>
                <p className="text-sm text-muted">{why}</p>
              </div>
            </li>
          )
        })}
      </ol>
      <Prose name={`paths/${slug}`} html={path.html} />
      <div className="measure">
        <PrevNext prev={neighbour(-1)} next={neighbour(1)} />
      </div>
    </article>
  )
}
