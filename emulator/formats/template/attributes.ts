import { type Account, apiIdOf, type Resource } from './resource'

/** Properties that name a resource, by its type. */
const NAMES: Record<string, string> = {
  'AWS::Serverless::Function': 'FunctionName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Lambda::Alias': 'Name',
  'AWS::Lambda::LayerVersion': 'LayerName',
  'AWS::Serverless::LayerVersion': 'LayerName',
  'AWS::Serverless::SimpleTable': 'TableName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Kinesis::Stream': 'Name',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::Serverless::StateMachine': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::ApiGateway::Stage': 'StageName',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::ApiGateway::Model': 'Name',
  'AWS::ApiGatewayV2::Model': 'Name',
  'AWS::ApiGateway::Authorizer': 'Name',
  'AWS::ApiGatewayV2::Authorizer': 'Name',
  'AWS::ApiGateway::RequestValidator': 'Name',
  'AWS::ApiGateway::ApiKey': 'Name',
  'AWS::ApiGateway::UsagePlan': 'UsagePlanName',
  'AWS::IAM::Role': 'RoleName',
}

/**
 * The property that names a resource of a type; undefined where there is none.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
export function namePropertyOf(type: string): string | undefined {
  return Object.hasOwn(NAMES, type) ? NAMES[type] : undefined
}

const TABLES = ['AWS::DynamoDB::Table', 'AWS::Serverless::SimpleTable']
const FUNCTIONS = ['AWS::Lambda::Function', 'AWS::Serverless::Function']
const APIS = [
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
]
/** Resources that others name by their logical id, because AWS draws their ids. */
const BY_ID = /^AWS::ApiGateway(V2)?::(Authorizer|RequestValidator|ApiKey|UsagePlan)$/

/** The ARN's part after `arn:aws:`, by type. */
function arnTail({ type, id }: Resource, name: string, { region, accountId }: Account): string {
  const at = `${region}:${accountId}`
  if (FUNCTIONS.includes(type)) return `lambda:${at}:function:${name}`
  if (TABLES.includes(type)) return `dynamodb:${at}:table/${name}`
  switch (type) {
    case 'AWS::SQS::Queue':
      return `sqs:${at}:${name}`
    case 'AWS::SNS::Topic':
      return `sns:${at}:${name}`
    case 'AWS::S3::Bucket':
      return `s3:::${name}`
    case 'AWS::Kinesis::Stream':
      return `kinesis:${at}:stream/${name}`
    case 'AWS::Events::EventBus':
      return `events:${at}:event-bus/${name}`
    case 'AWS::Events::Rule':
      return `events:${at}:rule/${name}`
    case 'AWS::StepFunctions::StateMachine':
    case 'AWS::Serverless::StateMachine':
      return `states:${at}:stateMachine:${name}`
    case 'AWS::SecretsManager::Secret':
      return `secretsmanager:${at}:secret:${name}`
    case 'AWS::Cognito::UserPool':
      return `cognito-idp:${at}:userpool/${region}_${id}`
    case 'AWS::IAM::Role':
      return `iam::${accountId}:role/${name}`
    case 'AWS::Lambda::LayerVersion':
    case 'AWS::Serverless::LayerVersion':
      return `lambda:${at}:layer:${name}:1`
    default:
      return `${type.split('::')[1]?.toLowerCase() ?? 'aws'}:${at}:${name}`
  }
}

const REF_IS_ARN = new Set([
  'AWS::SNS::Topic',
  'AWS::Lambda::LayerVersion',
  'AWS::Serverless::LayerVersion',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
])

/**
 * What `Ref` gives for a resource of this name.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
 */
export function refOf(resource: Resource, name: string, account: Account): string {
  const { type, id } = resource
  if (APIS.includes(type)) return apiIdOf(id)
  if (BY_ID.test(type)) return id
  if (REF_IS_ARN.has(type)) return `arn:aws:${arnTail(resource, name, account)}`
  if (type === 'AWS::SQS::Queue') {
    return `https://sqs.${account.region}.amazonaws.com/${account.accountId}/${name}`
  }
  if (type === 'AWS::Cognito::UserPool') return `${account.region}_${id}`
  return name
}

/** Attributes that are a resource's name. */
const NAME_ATTRIBUTES = new Set(['Name', 'QueueName', 'TopicName', 'FunctionName', 'StageName'])
const STREAM_LABEL = '2026-01-01T00:00:00.000'

/**
 * What `Fn::GetAtt` gives; for an attribute that is not known here, text that names it.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html
 */
export function attributeOf(
  resource: Resource,
  name: string,
  attribute: string,
  account: Account,
): string {
  const { id, type } = resource
  const arn = `arn:aws:${arnTail(resource, name, account)}`
  if (attribute === 'Arn' || attribute === 'TopicArn') return arn
  if (attribute === 'StreamArn') return `${arn}/stream/${STREAM_LABEL}`
  if (NAME_ATTRIBUTES.has(attribute)) return name
  if (attribute === 'QueueUrl') return refOf(resource, name, account)
  if (attribute === 'Version' && type === 'AWS::Lambda::Version') return name
  if (APIS.includes(type) && (attribute === 'ApiId' || attribute === 'RestApiId')) {
    return apiIdOf(id)
  }
  if (attribute === 'ApiEndpoint') {
    return `https://${apiIdOf(id)}.execute-api.${account.region}.amazonaws.com`
  }
  if (type === 'AWS::Cognito::UserPool' && attribute === 'ProviderURL') {
    return `https://cognito-idp.${account.region}.amazonaws.com/${account.region}_${id}`
  }
  return /Id$/.test(attribute) ? id : `${id}.${attribute}`
}
