import type { ItemStatistics } from '../attempt/schema'
import type { Finding, Kind } from '../schema'

/** Kinds whose findings are all that could be chosen: what is right need not have been chosen. */
const CHOICES: readonly Kind[] = ['single', 'multiple', 'triage', 'hotspot']

/** What the graders say of a place that was left empty. */
const NOTHING = '–'

const percent = (share: number) => `${Math.round(share * 100)} %`

/** What a finding is, in words: never by colour alone. */
function wordsOf({ chosen, right }: Finding, kind: Kind, isChoice: boolean): string {
  if (kind === 'ordering') return right ? 'in its place' : 'not in its place'
  if (kind === 'open') return right ? (chosen ? 'heard' : 'not heard') : 'said, and wrong'
  if (!isChoice) return right ? 'right' : chosen ? 'wrong' : 'missing'
  if (right) return chosen ? 'right, and you chose it' : 'right'
  return chosen ? 'wrong, and you chose it' : 'wrong'
}

function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, '').trim()
}

/** Everything that could be answered, each with its reason. */
export function Findings({
  kind,
  findings,
  statistics,
}: {
  kind: Kind
  findings: Finding[]
  statistics: ItemStatistics | null
}) {
  const isChoice = CHOICES.includes(kind)
  const List = kind === 'ordering' ? 'ol' : 'ul'
  return (
    <List className="findings" data-numbered={kind === 'ordering' || undefined}>
      {findings.map((finding, index) => {
        const { html, chosen, whyHtml, keyHtml } = finding
        // A point to be said holds once it was said.
        const right = finding.right && (kind !== 'open' || chosen)
        const share = statistics?.chosen[textOf(html)]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings never move
          <li key={index} data-right={right || undefined} data-chosen={chosen || undefined}>
            <span className="mark" aria-hidden="true">
              {right ? '✓' : finding.right ? '–' : '✕'}
            </span>
            <div className="prose min-w-0">
              <div className="label">
                {kind === 'cloze' ? `Blank ${index + 1}: ` : ''}
                {wordsOf(finding, kind, isChoice)}
                {share === undefined ? '' : ` · ${percent(share)} chose it`}
              </div>
              {html === NOTHING ? null : <div dangerouslySetInnerHTML={{ __html: html }} />}
              {keyHtml ? (
                <div className="mt-1">
                  <span className="label">Right would have been</span>{' '}
                  <span dangerouslySetInnerHTML={{ __html: keyHtml }} />
                </div>
              ) : null}
              {whyHtml ? (
                <div
                  className="mt-1 text-base text-muted"
                  dangerouslySetInnerHTML={{ __html: whyHtml }}
                />
              ) : null}
            </div>
          </li>
        )
      })}
    </List>
  )
}
