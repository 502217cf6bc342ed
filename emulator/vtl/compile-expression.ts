import type { BinarySign, Block, Expression, Reference, Step } from './ast'
import { indexIn } from './collection-methods'
import { MAX_ELEMENTS, tooManyElements } from './limits'
import { callMethod } from './methods'
import { type Arithmetic, isEqual, isTrue, order, reckon } from './operators'
import { type Evaluate, HOST_NAMES, type HostName, type Names, type Run, type State } from './state'
import { textOf } from './text'
import { HostObject, isNumber, JDouble, JEntry, JList, JMap, type JValue } from './values'

/** Turns expressions into closures; `block` compiles the inside of an interpolated string. */
export class ExpressionCompiler {
  constructor(
    private readonly names: Names,
    private readonly block: (block: Block) => Run,
  ) {}

  expression(expression: Expression): Evaluate {
    switch (expression.kind) {
      case 'literal': {
        const { value } = expression
        return () => value
      }
      case 'decimal': {
        const value = new JDouble(expression.value)
        return () => value
      }
      case 'interpolated': {
        const run = this.block(expression.parts)
        return (state) => state.captured(run)
      }
      case 'reference':
        return this.reference(expression.reference)
      case 'list':
        return this.list(expression.items)
      case 'map':
        return this.map(expression.members)
      case 'range':
        return this.range(expression.first, expression.last)
      case 'not': {
        const operand = this.expression(expression.operand)
        return (state) => !isTrue(operand(state), state.budget)
      }
      case 'negative': {
        const operand = this.expression(expression.operand)
        return (state) => reckon('-', 0, operand(state), state.budget)
      }
      case 'binary':
        return this.binary(expression.sign, expression.left, expression.right)
    }
  }

  reference(reference: Reference): Evaluate {
    const walk = this.walk(reference, reference.steps)
    if (reference.root !== 'context') return walk
    return (state) => {
      const value = walk(state)
      return value instanceof JMap && value.face === 'null' ? null : value
    }
  }

  /** The closure that sets a reference; where there is nothing to set, nothing happens. */
  assignment(target: Reference): (state: State, value: JValue) => void {
    const last = target.steps.at(-1)
    if (last === undefined) {
      const number = this.names.variable(target.root)
      return (state, value) => {
        state.variables[number] = value
      }
    }
    if (last.kind === 'method') return () => {}
    const owner = this.walk(target, target.steps.slice(0, -1))
    const key = last.kind === 'property' ? () => last.name : this.expression(last.index)
    return (state, value) => {
      const into = owner(state)
      const at = key(state)
      state.at = last.from
      if (into instanceof JMap) into.put(textOf(at, state.budget), value)
      else if (into instanceof JList && last.kind === 'index') into.items[indexIn(into, at)] = value
    }
  }

  private walk(reference: Reference, steps: readonly Step[]): Evaluate {
    return steps.reduce((before, step) => this.step(before, step), this.root(reference.root))
  }

  private root(name: string): Evaluate {
    const number = this.names.variable(name)
    if (HOST_NAMES.includes(name as HostName)) {
      return (state) => state.variables[number] ?? state.host(name as HostName)
    }
    if (name === 'foreach') return (state) => state.variables[number] ?? state.loop
    if (name === 'velocityCount') {
      return (state) => state.variables[number] ?? (state.loop ? state.loop.index + 1 : null)
    }
    return (state) => state.variables[number] ?? null
  }

  private step(before: Evaluate, step: Step): Evaluate {
    if (step.kind === 'property') {
      const { name } = step
      return (state) => propertyOf(before(state), name)
    }
    const at = step.from
    if (step.kind === 'index') {
      const index = this.expression(step.index)
      return (state) => {
        const owner = before(state)
        const key = index(state)
        state.at = at
        return memberOf(owner, key, state)
      }
    }
    const { name } = step
    const values = step.values.map((value) => this.expression(value))
    return (state) => {
      const self = before(state)
      const given = values.map((value) => value(state))
      state.at = at
      return callMethod(self, name, given, state.budget)
    }
  }

  private list(items: readonly Expression[]): Evaluate {
    const members = items.map((item) => this.expression(item))
    return (state) => new JList(members.map((member) => member(state)))
  }

  private map(members: readonly { key: Expression; value: Expression }[]): Evaluate {
    const pairs = members.map(
      ({ key, value }) => [this.expression(key), this.expression(value)] as const,
    )
    return (state) => {
      const map = new JMap()
      for (const [key, value] of pairs) map.put(textOf(key(state), state.budget), value(state))
      return map
    }
  }

  private range(first: Expression, last: Expression): Evaluate {
    const [from, to] = [this.expression(first), this.expression(last)]
    return (state) => {
      const start = from(state)
      const end = to(state)
      // A bound that is no integer makes no range, and a loop over it runs not once.
      if (typeof start !== 'number' || typeof end !== 'number') return null
      const size = Math.abs(end - start) + 1
      if (size > MAX_ELEMENTS) throw tooManyElements()
      state.budget.spend(size / 16)
      const direction = end < start ? -1 : 1
      return new JList(Array.from({ length: size }, (_, step) => start + step * direction))
    }
  }

  private binary(sign: BinarySign, leftSide: Expression, rightSide: Expression): Evaluate {
    const left = this.expression(leftSide)
    const right = this.expression(rightSide)
    switch (sign) {
      case '&&':
        return (state) => isTrue(left(state), state.budget) && isTrue(right(state), state.budget)
      case '||':
        return (state) => isTrue(left(state), state.budget) || isTrue(right(state), state.budget)
      case '==':
        return (state) => isEqual(left(state), right(state), state.budget)
      case '!=':
        return (state) => !isEqual(left(state), right(state), state.budget)
      case '<':
        return (state) => order(left(state), right(state)) < 0
      case '<=':
        return (state) => order(left(state), right(state)) <= 0
      case '>':
        return (state) => order(left(state), right(state)) > 0
      case '>=':
        return (state) => order(left(state), right(state)) >= 0
      default:
        return this.arithmetic(sign, left, right)
    }
  }

  private arithmetic(sign: Arithmetic, left: Evaluate, right: Evaluate): Evaluate {
    return (state) => reckon(sign, left(state), right(state), state.budget)
  }
}

/** `.name` without parentheses: keys of maps and what host objects show, never a method. */
function propertyOf(owner: JValue, name: string): JValue {
  if (owner instanceof JMap) return owner.get(name)
  if (owner instanceof HostObject) return owner.property(name)
  if (owner instanceof JEntry)
    return name === 'key' ? owner.key : name === 'value' ? owner.value : null
  return null
}

function memberOf(owner: JValue, key: JValue, state: State): JValue {
  if (owner instanceof JList)
    return isNumber(key) ? (owner.items[indexIn(owner, key)] ?? null) : null
  if (owner === null || typeof owner !== 'object') return null
  return propertyOf(owner, textOf(key, state.budget))
}
