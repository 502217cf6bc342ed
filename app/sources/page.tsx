import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'

export const metadata: Metadata = {
  title: 'Sources and corrections',
  description:
    'What the two source documents say, where it is taught here, and what has changed since.',
}
export const dynamic = 'force-static'

const SEEDS: Record<string, string> = {
  guide: 'The guide: AWS Lambda & API Gateway, a serverless architecture guide',
  qa: 'The Q&A: AWS Lambda and Amazon API Gateway interview questions',
}
const VERDICT = {
  outdated: 'Outdated',
  wrong: 'Wrong',
  imprecise: 'Imprecise',
  'contradicts-other-seed': 'The sources disagree',
} as const

/** Links to the places that teach something, named by their pages. */
function Places({ places }: { places: string[] }) {
  return places.map((place, index) => (
    <span key={place}>
      {index > 0 ? ', ' : ''}
      <a href={place}>{place.split('#')[0]?.split('/').at(-1)?.replaceAll('-', ' ')}</a>
    </span>
  ))
}

export default function SourcesPage() {
  const { items, errata } = getLibrary()
  const seeds = Object.keys(SEEDS)
  return (
    <div className="reading">
      <PageHead
        title="Sources and corrections"
        summary={`Coldstart teaches the ${items.length} items of two source documents, and corrects ${errata.length} of their claims. Here is each, with its place.`}
      >
        <nav aria-label="On this page" className="mt-4 flex flex-wrap gap-4 text-sm">
          <a href="#items">Items</a>
          <a href="#errata">Corrections</a>
          <a href="/figures">Figures</a>
        </nav>
      </PageHead>
      <section aria-labelledby="items" className="prose">
        <h2 id="items">Items</h2>
        {seeds.map((seed) => (
          <div key={seed}>
            <h3>{SEEDS[seed]}</h3>
            {[
              ...new Set(
                items.filter(({ id }) => id.startsWith(`${seed}.`)).map(({ section }) => section),
              ),
            ].map((section) => (
              <details key={section} className="border-t border-rule py-2">
                <summary>{section}</summary>
                <ul className="mt-2">
                  {items
                    .filter((item) => item.section === section && item.id.startsWith(`${seed}.`))
                    .map(({ id, title, places }) => (
                      <li key={id}>
                        {title}: <Places places={places} />
                      </li>
                    ))}
                </ul>
              </details>
            ))}
          </div>
        ))}
      </section>
      <section aria-labelledby="errata" className="prose mt-14">
        <h2 id="errata">Corrections</h2>
        <ul className="divide-y divide-rule border-y border-rule">
          {errata.map(({ id, verdict, claimHtml, nowHtml, source, places }) => (
            <li key={id} id={`all-${id}`} className="list-none py-3">
              <p>
                <span className="label">{VERDICT[verdict]}</span>{' '}
                <s className="text-muted" dangerouslySetInnerHTML={{ __html: claimHtml }} />
              </p>
              <p dangerouslySetInnerHTML={{ __html: nowHtml }} />
              <p className="text-sm text-muted">
                <a href={source.url} rel="noopener" className="text-muted">
                  {source.title}
                </a>
                {' · shown at '}
                <Places places={places} />
              </p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
