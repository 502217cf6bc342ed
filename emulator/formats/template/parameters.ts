import { get, itemsOf, type Node, refuse, scalarAt, textOf } from '../node'

/** What a reader is told beside the template. */
export interface Given {
  /** Values of parameters; others have their defaults. */
  parameters?: Record<string, string>
}

/**
 * The value of a parameter: the one given, or its default.
 * @throws {FormatError} when there is neither, or it is not allowed
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(name: string, declared: Node, given: Given): Node {
  const told = given.parameters
  const fallback = get(declared, 'Default')
  const value =
    told && Object.hasOwn(told, name)
      ? scalarAt(declared.at, told[name] ?? '')
      : (fallback ?? refuse(declared, `a Default for the parameter ${name}, or a value for it`))
  const allowed = get(declared, 'AllowedValues')
  const text = textOf(value)
  if (allowed && !itemsOf(allowed).some((one) => textOf(one) === text)) {
    return refuse(value, `one of the AllowedValues of ${name}`)
  }
  const type = get(declared, 'Type')
  if (!type || !/^(CommaDelimitedList|List<)/.test(textOf(type))) return value
  const items = text === '' ? [] : text.split(',')
  return {
    kind: 'list',
    items: items.map((one) => scalarAt(value.at, one.trim())),
    at: value.at,
  }
}

/**
 * Pseudo parameters; undefined for a name that is none.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameter(
  name: string,
  { region, accountId, stackName }: { region: string; accountId: string; stackName: string },
): string | undefined {
  switch (name) {
    case 'AWS::Region':
      return region
    case 'AWS::AccountId':
      return accountId
    case 'AWS::Partition':
      return 'aws'
    case 'AWS::StackName':
      return stackName
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/1`
    case 'AWS::URLSuffix':
      return 'amazonaws.com'
    default:
      return undefined
  }
}
