import type { Block } from './ast'
import { compile } from './compile'
import type { Overrides } from './context'
import { locateError } from './error'
import { parse } from './parser'
import { type Run, type Scope, State } from './state'
import type { TraceEntry } from './trace'

export type RenderOptions = {
  /** Explain each token that was rendered; takes time, so the default is not to. */
  trace?: boolean
}

export type Rendering = {
  /** What the template printed. */
  output: string
  /** One entry for each token rendered, in order; empty without `trace`. */
  trace: TraceEntry[]
  /** The overrides after this template, those handed in included. */
  overrides: Overrides
}

/** A parsed template, to be rendered any number of times. It keeps nothing between renderings. */
export class Template {
  private plain: Run | null = null
  private traced: Run | null = null

  constructor(
    readonly source: string,
    private readonly tree: Block,
  ) {}

  /** The closures of this template, made when first wanted. */
  run(traced: boolean): Run {
    if (traced) {
      this.traced ??= compile(this.tree, this.source, true)
      return this.traced
    }
    this.plain ??= compile(this.tree, this.source, false)
    return this.plain
  }
}

/**
 * Parses a mapping template of at most 300 KB.
 * @throws {VtlError} `syntax` with line, column and what was expected; `limit`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function parseTemplate(source: string): Template {
  try {
    return new Template(source, parse(source))
  } catch (error) {
    throw locateError(error, source, 0)
  }
}

/**
 * Renders a mapping template (text, or parsed before, which is faster) as API Gateway does.
 * The result depends on the arguments only; `scope` is not changed.
 * @throws {VtlError} with line and column: `syntax`, `payload` (the gateway answers 400),
 *   `evaluation` (a method failed), `limit` (loop, size, depth or work)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function renderTemplate(
  template: string | Template,
  scope: Scope,
  options: RenderOptions = {},
): Rendering {
  const parsed = typeof template === 'string' ? parseTemplate(template) : template
  const traced = options.trace === true
  const trace: TraceEntry[] = []
  const state = new State(scope, traced ? trace : null)
  try {
    parsed.run(traced)(state)
    return { output: state.out, trace, overrides: state.overrides() }
  } catch (error) {
    throw locateError(error, parsed.source, state.at)
  }
}
