import type { Block, Branch, Node } from './ast'
import { elementsOf } from './collection-methods'
import { ExpressionCompiler } from './compile-expression'
import { VtlError } from './error'
import { MAX_ITERATIONS } from './limits'
import { ForeachObject } from './loop'
import { isTrue } from './operators'
import { parse } from './parser'
import { BREAK, GO_ON, Names, type Run, STOP, type State } from './state'
import { textOf } from './text'
import { type TraceKind, traceMaker } from './trace'
import { HostObject, type JValue } from './values'

/** Unverified: Velocity 2 sets null, version 1 keeps the value the variable had. */
const SET_ASSIGNS_NULL: boolean = true

type NodeOf<K extends Node['kind']> = Extract<Node, { kind: K }>
type Note = (state: State, value: JValue | undefined, output: string) => void

/**
 * Turns the tree of a template into closures, which render several times faster than walking the
 * tree. Without `traced` the closures do not know of traces at all.
 */
export function compile(tree: Block, template: string, traced: boolean): Run {
  return new Compiler(new Names(), template, traced).block(tree)
}

class Compiler {
  private readonly expressions: ExpressionCompiler

  constructor(
    private readonly names: Names,
    private readonly template: string,
    private readonly traced: boolean,
  ) {
    this.expressions = new ExpressionCompiler(names, (block) => this.block(block))
  }

  block(block: Block): Run {
    const runs = this.merged(block).map((node) => this.node(node))
    const [only] = runs
    if (only !== undefined && runs.length === 1) return only
    return (state) => {
      for (const run of runs) {
        const signal = run(state)
        if (signal !== GO_ON) return signal
      }
      return GO_ON
    }
  }

  /** Neighbouring texts as one; a trace wants each of them. */
  private merged(block: Block): Block {
    if (this.traced) return block
    const nodes: Block = []
    for (const node of block) {
      const last = nodes.at(-1)
      if (node.kind === 'text' && last?.kind === 'text') {
        nodes[nodes.length - 1] = { ...last, text: last.text + node.text, to: node.to }
      } else nodes.push(node)
    }
    return nodes
  }

  private node(node: Node): Run {
    switch (node.kind) {
      case 'text':
        return this.text(node)
      case 'reference':
        return this.reference(node)
      case 'set':
        return this.set(node)
      case 'if':
        return this.conditional(node)
      case 'foreach':
        return this.foreach(node)
      case 'macro':
        return this.macro(node)
      case 'call':
        return this.call(node)
      case 'define':
        return this.define(node)
      case 'evaluate':
        return this.evaluate(node)
      case 'break':
      case 'stop': {
        const note = this.noter(node.kind, node)
        const signal = node.kind === 'stop' ? STOP : BREAK
        return (state) => {
          note?.(state, undefined, '')
          return signal
        }
      }
    }
  }

  private noter(kind: TraceKind, span: { from: number; to: number }): Note | null {
    if (!this.traced) return null
    const make = traceMaker(kind, span, this.template)
    return (state, value, output) => state.note(make(value, output))
  }

  private text(node: NodeOf<'text'>): Run {
    const { text } = node
    const note = this.noter('text', node)
    return (state) => {
      state.write(text)
      note?.(state, undefined, text)
      return GO_ON
    }
  }

  private reference(node: NodeOf<'reference'>): Run {
    const evaluate = this.expressions.reference(node.reference)
    const note = this.noter('reference', node)
    const { from } = node
    return (state) => {
      state.at = from
      const value = evaluate(state)
      const text = typeof value === 'string' ? value : textOf(value, state.budget)
      state.write(text)
      note?.(state, value, text)
      return GO_ON
    }
  }

  private set(node: NodeOf<'set'>): Run {
    const evaluate = this.expressions.expression(node.value)
    const assign = this.expressions.assignment(node.target)
    const note = this.noter('set', node)
    const { from } = node
    return (state) => {
      state.at = from
      const value = evaluate(state)
      if (value !== null || SET_ASSIGNS_NULL) assign(state, value)
      note?.(state, value, '')
      return GO_ON
    }
  }

  private conditional(node: NodeOf<'if'>): Run {
    const branches = node.branches.map((branch) => this.branch(branch))
    const otherwise = node.otherwise === null ? null : this.block(node.otherwise)
    return (state) => {
      for (const { holds, run } of branches) {
        if (holds(state)) return run(state)
      }
      return otherwise === null ? GO_ON : otherwise(state)
    }
  }

  private branch(branch: Branch) {
    const test = this.expressions.expression(branch.test)
    const note = this.noter('if', branch)
    const holds = (state: State): boolean => {
      state.at = branch.from
      const value = test(state)
      note?.(state, value, '')
      return isTrue(value, state.budget)
    }
    return { holds, run: this.block(branch.body) }
  }

  private foreach(node: NodeOf<'foreach'>): Run {
    const list = this.expressions.expression(node.list)
    const number = this.names.variable(node.variable)
    const run = this.block(node.body)
    const note = this.noter('foreach', node)
    const length = lengthOf(node.body)
    const { from } = node
    return (state) => {
      state.at = from
      const value = list(state)
      note?.(state, value, '')
      const items = elementsOf(value, state.budget)
      const before = state.variables[number]
      const outer = state.loop
      const loop = new ForeachObject(items.length, outer)
      state.loop = loop
      let signal: number = GO_ON
      // The list may grow in the body; the loop walks through what it held at first.
      for (let index = 0, size = items.length; index < size && signal === GO_ON; index += 1) {
        if (index === MAX_ITERATIONS) throw tooManyRounds(state, from)
        state.budget.spendSource(length)
        loop.index = index
        state.variables[number] = items[index] ?? null
        signal = run(state)
      }
      state.loop = outer
      state.variables[number] = before
      return signal === STOP ? STOP : GO_ON
    }
  }

  private macro(node: NodeOf<'macro'>): Run {
    const parameters = node.parameters.map((name) => this.names.variable(name))
    const length = lengthOf(node.body)
    this.names.macros.set(node.name, { parameters, run: this.block(node.body), length })
    return () => GO_ON
  }

  private call(node: NodeOf<'call'>): Run {
    const { name, from, source } = node
    const values = node.values.map((value) => this.expressions.expression(value))
    const note = this.noter('call', node)
    return (state) => {
      const macro = this.names.macros.get(name)
      state.at = from
      if (macro === undefined) {
        // It looked like a definition, but stood in a comment or in raw text.
        state.write(source)
        return GO_ON
      }
      note?.(state, undefined, '')
      const given = values.map((value) => value(state))
      const before = macro.parameters.map((number) => state.variables[number])
      macro.parameters.forEach((number, index) => {
        state.variables[number] = given[index] ?? null
      })
      state.budget.spendSource(macro.length)
      const signal = state.deeper(`the macro #${name}`, () => macro.run(state))
      macro.parameters.forEach((number, index) => {
        state.variables[number] = before[index]
      })
      return signal
    }
  }

  private define(node: NodeOf<'define'>): Run {
    const number = this.names.variable(node.name)
    const run = this.block(node.body)
    const length = lengthOf(node.body)
    const note = this.noter('define', node)
    return (state) => {
      state.variables[number] = new DefinedBlock(state, node.name, run, length)
      note?.(state, undefined, '')
      return GO_ON
    }
  }

  private evaluate(node: NodeOf<'evaluate'>): Run {
    const source = this.expressions.expression(node.value)
    const note = this.noter('evaluate', node)
    return (state) => {
      state.at = node.from
      const value = source(state)
      note?.(state, value, '')
      const text = textOf(value, state.budget)
      state.budget.spendJson(text.length)
      return state.deeper('#evaluate', () => {
        try {
          state.evaluated ??= this.names.copy()
          return new Compiler(state.evaluated, text, false).block(parse(text))(state)
        } catch (error) {
          // The places inside are those of another text: only the directive's own is of use.
          state.at = node.from
          if (!(error instanceof VtlError) || error.place === null) throw error
          throw new VtlError(error.code, `in the text of #evaluate: ${error.message}`)
        }
      })
    }
  }
}

/** What `#define` keeps: it renders its block each time it is printed. */
class DefinedBlock extends HostObject {
  constructor(
    private readonly state: State,
    private readonly name: string,
    private readonly run: Run,
    private readonly length: number,
  ) {
    super()
  }

  override get text(): string {
    const { state } = this
    state.budget.spendSource(this.length)
    return state.deeper(`the block $${this.name}`, () => state.captured(this.run))
  }
}

function lengthOf(block: Block): number {
  return (block.at(-1)?.to ?? 0) - (block[0]?.from ?? 0)
}

function tooManyRounds(state: State, at: number): VtlError {
  state.at = at
  return new VtlError('limit', `#foreach goes round more than ${MAX_ITERATIONS} times`)
}
