import type { Figures } from '@/emulator/schema/figures'
import type { Scenario } from '@/emulator/schema/scenario'
import { renderTemplate } from '@/emulator/vtl/render'
import { worldOf } from './run-scenario'

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** `/pets/{id}` with `/pets/7` gives id 7; a greedy parameter takes the rest. */
function pathParameters(template: string, path: string): Record<string, string> {
  const parts = path.split('/')
  return Object.fromEntries(
    template.split('/').flatMap((part, index) => {
      const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? []
      if (name === undefined) return []
      return [[name, greedy ? parts.slice(index).join('/') : (parts[index] ?? '')]]
    }),
  )
}

/**
 * Renders a template as the request template of the scenario's first request: its body and
 * parameters, and the `$context` that the gateway made of it.
 * @throws VtlError with line and column in the template
 */
export async function renderFor(
  template: string,
  scenario: Scenario,
  figures: Figures,
): Promise<string> {
  const first = scenario.events?.find((step) => 'request' in step)
  const request = scenario.requests?.[0] ?? first?.request ?? { method: 'POST', path: '/' }
  const world = worldOf(scenario, figures)
  const exchange = await world.handle(request).finally(() => world.dispose())
  const context = (exchange.context ?? {}) as Record<string, never>
  const [path = '', query = ''] = request.path.split('?')
  const stage = String(context.stage ?? '')
  const inner = path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : path
  const [, route = ''] = (exchange.route ?? '').split(' ')
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [
    name,
    Array.isArray(value) ? (value.at(-1) ?? '') : value,
  ])
  const stages = 'stages' in scenario.api ? scenario.api.stages : {}
  const { output } = renderTemplate(template, {
    input: {
      body: request.body ?? null,
      params: {
        path: pathParameters(route, inner),
        querystring: Object.fromEntries(
          query
            .split('&')
            .filter(Boolean)
            .map((part) => part.split('=').map(decoded))
            .map(([name = '', value = '']) => [name, value]),
        ),
        header: Object.fromEntries(headers),
      },
    },
    context,
    stageVariables: stages[stage]?.variables ?? {},
  })
  return output
}
