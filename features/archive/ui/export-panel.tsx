import type { Belongings } from '../exports/schema'

const EXPORTS = '/api/v1/archive/exports'

function Row({
  title,
  children,
  href,
  action,
}: React.PropsWithChildren<{ title: string; href: string; action: string }>) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 border-t border-rule py-4 first:border-0 first:pt-0">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-muted">{children}</p>
      </div>
      <a href={href} download className="button">
        {action}
      </a>
    </li>
  )
}

const count = (n: number, one: string) => `${n.toLocaleString('en')} ${one}${n === 1 ? '' : 's'}`

/** What can be taken along, each as a file. Plain links: they work before any script does. */
export function ExportPanel({ notes, site }: Belongings) {
  return (
    <>
      <ul className="max-w-3xl">
        {notes > 0 ? (
          <Row title="Anki package" href={`${EXPORTS}/apkg`} action="Download .apkg">
            Your {count(notes, 'note')} with tags, pictures and every answer you gave. Anki goes on
            where you are; brought back here, nothing is lost.
          </Row>
        ) : null}
        {site > 0 ? (
          <Row
            title={notes > 0 ? 'Anki package with site cards' : 'Anki package'}
            href={`${EXPORTS}/apkg?site=1`}
            action="Download with site cards"
          >
            {notes > 0 ? 'The same, and the' : 'The'} {count(site, 'card')} of this site that you
            study.
          </Row>
        ) : null}
        {notes > 0 ? (
          <>
            <Row title="Table" href={`${EXPORTS}/csv`} action="Download .csv">
              One note a row, for a spreadsheet. Without history.{' '}
              <a href={`${EXPORTS}/tsv`} download>
                With tabs instead
              </a>
              .
            </Row>
            <Row title="Markdown" href={`${EXPORTS}/markdown`} action="Download .md">
              One text file that reads well and can be edited. Without history.
            </Row>
          </>
        ) : null}
        <Row title="Everything" href={`${EXPORTS}/json`} action="Download .json">
          All that is kept of you: settings, cards, answers, memories, notes on pages, interviews.
          For your own records and programs; graded interviews can come back from it.
        </Row>
      </ul>
      {notes + site === 0 ? (
        <p className="mt-4 text-muted">
          Once you have cards of your own or have studied some, you can take them along as an Anki
          package, a table or Markdown.
        </p>
      ) : null}
    </>
  )
}
