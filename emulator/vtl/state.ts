import {
  ContextObject,
  type ContextScope,
  copyOverrides,
  noOverrides,
  type Overrides,
} from './context'
import { VtlError } from './error'
import { InputObject, type InputScope } from './input'
import { Budget, MAX_CALL_DEPTH, MAX_TEXT, MAX_TRACE, textTooLong } from './limits'
import type { ForeachObject } from './loop'
import type { TraceEntry } from './trace'
import { UtilObject } from './util'
import { JMap, type JValue } from './values'

/** What the references of a template can see. Everything is plain data. */
export type Scope = {
  /** The payload and the parameters of the call: `$input`. */
  input?: InputScope
  /** `$context` without the overrides. */
  context?: ContextScope
  /** `$stageVariables`. */
  stageVariables?: Record<string, string>
  /** Overrides of an earlier template of the same call. */
  overrides?: Overrides
}

export const HOST_NAMES = ['input', 'context', 'util', 'stageVariables'] as const
export type HostName = (typeof HOST_NAMES)[number]

/** How a block ended: it went on, `#break` left it, or `#stop` ended the rendering. */
export const GO_ON = 0
export const BREAK = 1
export const STOP = 2
export type Signal = typeof GO_ON | typeof BREAK | typeof STOP

export type Run = (state: State) => Signal
export type Evaluate = (state: State) => JValue

export type CompiledMacro = { parameters: number[]; run: Run; length: number }

/** Numbers the variables of a template and keeps its macros. */
export class Names {
  constructor(
    private readonly numbers = new Map<string, number>(),
    readonly macros = new Map<string, CompiledMacro>(),
  ) {}

  variable(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    const number = this.numbers.size
    this.numbers.set(name, number)
    return number
  }

  /** The same names, free to grow: a template rendered before must not change. */
  copy(): Names {
    return new Names(new Map(this.numbers), new Map(this.macros))
  }
}

/** Everything that changes while one template is rendered. */
export class State {
  out = ''
  /** The offset of the token being rendered: where an error is reported. */
  at = 0
  readonly budget = new Budget()
  /** Variables by their number; undefined: never set. */
  readonly variables: (JValue | undefined)[] = []
  /** The innermost `#foreach`. */
  loop: ForeachObject | null = null
  /** The names of texts that `#evaluate` renders: those of the template, and their own. */
  evaluated: Names | null = null
  private depth = 0
  private context: ContextObject | null = null
  private readonly hosts = new Map<HostName, JValue>()

  constructor(
    private readonly scope: Scope,
    readonly trace: TraceEntry[] | null,
  ) {}

  write(text: string): void {
    this.out += text
    if (this.out.length > MAX_TEXT) throw textTooLong()
  }

  note(entry: TraceEntry): void {
    if (this.trace !== null && this.trace.length < MAX_TRACE) this.trace.push(entry)
  }

  /** What `run` prints, as a text of its own. */
  captured(run: Run): string {
    const outer = this.out
    this.out = ''
    run(this)
    const text = this.out
    this.out = outer
    this.budget.spendText(text.length)
    return text
  }

  /** Runs something that may call itself again: a macro, a defined block, an evaluated text. */
  deeper<T>(what: string, run: () => T): T {
    this.depth += 1
    if (this.depth > MAX_CALL_DEPTH) {
      throw new VtlError('limit', `${what} calls itself more than ${MAX_CALL_DEPTH} levels deep`)
    }
    const result = run()
    this.depth -= 1
    return result
  }

  /** `$input`, `$context`, `$util` and `$stageVariables` are made when first asked for. */
  host(name: HostName): JValue {
    const known = this.hosts.get(name)
    if (known !== undefined) return known
    const made = this.makeHost(name)
    this.hosts.set(name, made)
    return made
  }

  overrides(): Overrides {
    return this.context?.collect() ?? copyOverrides(this.scope.overrides ?? noOverrides())
  }

  private makeHost(name: HostName): JValue {
    switch (name) {
      case 'input':
        return new InputObject(this.scope.input ?? {}, this.budget)
      case 'util':
        return new UtilObject(this.budget)
      case 'context':
        this.context = new ContextObject(
          this.scope.context ?? {},
          this.scope.overrides ?? noOverrides(),
        )
        return this.context.root
      case 'stageVariables': {
        const map = new JMap('text', false)
        for (const [key, value] of Object.entries(this.scope.stageVariables ?? {})) {
          map.entries.set(key, value)
        }
        return map
      }
    }
  }
}
