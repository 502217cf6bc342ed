import type { Node } from '../node'
import type { Reading } from '../reading'

/** A resource as it stands in a template, its functions not yet replaced. */
export interface Resource {
  id: string
  type: string
  node: Node
  properties: Node | undefined
}

/** Where a stack stands. */
export interface Account {
  region: string
  accountId: string
  stackName: string
}

/** A template with its parameters, conditions and names: what resources are read in. */
export interface Scope {
  account: Account
  reading: Reading
  /** Files beside the template, by path. */
  files: Record<string, string>
  /** Those whose condition holds. */
  resources: Map<string, Resource>
  /** Replaces every function within; undefined for `AWS::NoValue`. */
  resolve(node: Node | undefined): Node | undefined
  /** The resource's properties, functions replaced. */
  propertiesOf(resource: Resource): Node | undefined
  /** The name by which AWS knows a resource: its name property, or else its logical id. */
  nameOf(resource: Resource): string
}

/**
 * Resources of one or more types, in their order.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 */
export function ofType(scope: Scope, ...types: string[]): Resource[] {
  return [...scope.resources.values()].filter(({ type }) => types.includes(type))
}

/**
 * An API's id, made of its logical id as AWS's own are made: lower-case letters and digits.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html
 */
export function apiIdOf(logicalId: string): string {
  const id = logicalId.toLowerCase().replace(/[^a-z0-9]/g, '')
  return id.slice(0, 32) || 'api'
}
