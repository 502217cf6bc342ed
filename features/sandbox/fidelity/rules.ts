import type { Fidelity, FidelityRules } from './schema'

/** Rules of templates are all told on one page. */
const TEMPLATES_SEE =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html'

/**
 * Reads the emulator's lists of rules: a line each, `id label sentence @see url`, or
 * `id [label] sentence` where templates are concerned. Other lines are titles and comments.
 */
export function readRules(texts: readonly string[]): FidelityRules {
  const rules: FidelityRules = {}
  for (const line of texts.join('\n').split('\n')) {
    const [, id, label, sentence, see] =
      /^([a-z\d][\w.-]*) \[?(recorded|observed|documented|unverified)\]? (.+?)(?: @see (\S+))?$/.exec(
        line,
      ) ?? []
    if (id && label && sentence)
      rules[id] = { label: label as Fidelity, sentence, see: see ?? TEMPLATES_SEE }
  }
  return rules
}
