import type { LabSheet } from '../schema'

const LEVELS = { screen: 'Phone screen', mid: 'Mid-level', senior: 'Senior' }

/** What the functions hold that are not the learner's. */
export function Given({ given }: { given: LabSheet['given'] }) {
  const functions = Object.entries(given)
  if (functions.length === 0) return null
  return (
    <details className="mt-6">
      <summary>The functions behind it</summary>
      {functions.map(([name, { python, javascript }]) => (
        <div key={name} className="mt-3 space-y-2">
          {[
            [`${name} in Python`, python],
            [`${name} in JavaScript`, javascript],
          ].map(([title, code]) => (
            <figure key={title}>
              <figcaption className="label">{title}</figcaption>
              <pre className="overflow-x-auto bg-raised p-3 font-mono text-sm" tabIndex={0}>
                <code>{code}</code>
              </pre>
            </figure>
          ))}
        </div>
      ))}
    </details>
  )
}

/** What a lab asks for. */
export function LabTask({ sheet }: { sheet: LabSheet }) {
  const { topic, topicTitle, level, title, promptHtml, given } = sheet
  return (
    <div>
      <p className="label mb-2">
        <a href="/labs">Labs</a> · {LEVELS[level]} · <a href={`/topics/${topic}`}>{topicTitle}</a>
      </p>
      <h1 className="text-2xl">{title}</h1>
      <div className="prose mt-4" dangerouslySetInnerHTML={{ __html: promptHtml }} />
      <Given given={given} />
    </div>
  )
}

/** What an interviewer asks next, and the cards that train the same. */
export function LabAfter({
  sheet,
  cards,
}: {
  sheet: LabSheet
  cards: { id: string; text: string; href: string }[]
}) {
  return (
    <section aria-labelledby="next" className="mt-10 border-t border-rule pt-4">
      <h2 id="next" className="text-lg">
        What an interviewer asks next
      </h2>
      {sheet.next.map(({ askHtml, answerHtml }) => (
        <details key={askHtml} className="mt-3">
          <summary dangerouslySetInnerHTML={{ __html: askHtml }} />
          <div className="mt-1 pl-4" dangerouslySetInnerHTML={{ __html: answerHtml }} />
        </details>
      ))}
      <h2 className="mt-8 text-lg">Cards that train this</h2>
      <ul className="mt-2 space-y-1">
        {cards.map(({ id, text, href }) => (
          <li key={id}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
