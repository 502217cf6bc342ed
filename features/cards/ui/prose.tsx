import { ProseBody } from './prose-body'
import { handOver } from './prose-handover'

/**
 * Compiled content as it reads. The HTML is our own, compiled and checked before the build. It
 * travels in the page once: what React sends along for the browser names it and leaves it out.
 * @param name kind and slug of the page it belongs to, e.g. "topics/pricing"
 */
export function Prose({
  name,
  html,
  className = '',
}: {
  name: string
  html: string
  className?: string
}) {
  handOver(name, html)
  return <ProseBody name={name} className={className} />
}
