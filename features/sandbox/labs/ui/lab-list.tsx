import type { CompiledLab } from '../schema'

const LEVELS = { screen: 'Phone screen', mid: 'Mid-level', senior: 'Senior' }
const STATES = { solved: 'Solved', begun: 'Begun' }

/** All labs, topic by topic. */
export function LabList({
  labs,
  topics,
  states,
}: {
  labs: Pick<CompiledLab, 'slug' | 'title' | 'summary' | 'level' | 'topic' | 'kind'>[]
  topics: { slug: string; title: string }[]
  states: Map<string, 'begun' | 'solved'>
}) {
  const groups = topics
    .map((topic) => ({ ...topic, labs: labs.filter((lab) => lab.topic === topic.slug) }))
    .filter((group) => group.labs.length > 0)
  return groups.map(({ slug, title, labs: own }) => (
    <section
      key={slug}
      aria-labelledby={slug}
      className="mb-10 border-t border-rule pt-4 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-x-12"
    >
      <h2 id={slug} className="text-lg">
        <a href={`/topics/${slug}`} className="text-ink no-underline hover:underline">
          {title}
        </a>
      </h2>
      <ol className="mt-3 grid gap-x-12 gap-y-5 md:grid-cols-2 lg:mt-0">
        {own.map((lab) => {
          const state = states.get(lab.slug)
          return (
            <li key={lab.slug}>
              <a href={`/labs/${lab.slug}`} className="text-ink no-underline hover:underline">
                {lab.title}
              </a>
              <p className="text-sm text-muted">{lab.summary}</p>
              <p className="mt-1 text-sm text-muted">
                {LEVELS[lab.level]} ·{' '}
                {lab.kind === 'code' ? 'Python or JavaScript' : 'Configuration'}
                {state ? <strong className="text-ink"> · {STATES[state]}</strong> : null}
              </p>
            </li>
          )
        })}
      </ol>
    </section>
  ))
}
