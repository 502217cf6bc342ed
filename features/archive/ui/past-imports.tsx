import type { PastImport } from '../plan/schema'
import { reportLines } from '../report/rules'
import { UndoImport } from './undo-import'

/** Imports so far, each with its report and the way back. */
export function PastImports({
  imports,
  when,
}: {
  imports: PastImport[]
  when: Record<string, string>
}) {
  return (
    <ul>
      {imports.map(({ id, name, undoneAt, report }) => (
        <li key={id} className="border-t border-rule py-4 first:border-0 first:pt-0">
          <p className="break-words">
            <strong>{name}</strong> <span className="text-muted">{when[id]}</span>
          </p>
          <p className={undoneAt ? 'text-muted line-through' : 'text-muted'}>
            {reportLines(report).join(' ')}
          </p>
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <a href={`/api/v1/archive/imports/${id}/report`} download>
              Report
            </a>
            {undoneAt ? <p className="text-muted">Taken back</p> : <UndoImport id={id} />}
          </div>
        </li>
      ))}
    </ul>
  )
}
