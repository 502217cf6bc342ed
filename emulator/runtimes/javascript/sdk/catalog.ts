/** One client package of the SDK: whom it asks and what it exports. */
export interface ClientPackage {
  service: string
  /** `S3` gives `S3Client` and the aggregated client `S3`. */
  name: string
  actions: readonly string[]
  /** Exceptions that code compares with; others are made when they are thrown. */
  exceptions: readonly string[]
  /** Paginated action → [where the next page's mark comes, where it goes]. */
  pages?: Record<string, readonly [string, string]>
}

const words = (text: string): string[] => text.trim().split(/\s+/)

/**
 * The packages of the AWS SDK for JavaScript v3 that are answered here, with their commands.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/
 */
export const PACKAGES: Record<string, ClientPackage> = {
  '@aws-sdk/client-s3': {
    service: 's3',
    name: 'S3',
    actions: words(`PutObject GetObject HeadObject DeleteObject DeleteObjects CopyObject
      ListObjectsV2 ListBuckets CreateBucket HeadBucket`),
    exceptions: words('NoSuchKey NoSuchBucket NotFound'),
    pages: { ListObjectsV2: ['NextContinuationToken', 'ContinuationToken'] },
  },
  '@aws-sdk/client-dynamodb': {
    service: 'dynamodb',
    name: 'DynamoDB',
    actions: words(`PutItem GetItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem
      TransactWriteItems TransactGetItems DescribeTable ListTables CreateTable`),
    exceptions: words(`ConditionalCheckFailedException ResourceNotFoundException
      TransactionCanceledException ProvisionedThroughputExceededException`),
    pages: {
      Query: ['LastEvaluatedKey', 'ExclusiveStartKey'],
      Scan: ['LastEvaluatedKey', 'ExclusiveStartKey'],
    },
  },
  '@aws-sdk/client-sqs': {
    service: 'sqs',
    name: 'SQS',
    actions: words(`SendMessage SendMessageBatch ReceiveMessage DeleteMessage DeleteMessageBatch
      ChangeMessageVisibility GetQueueUrl GetQueueAttributes PurgeQueue ListQueues`),
    exceptions: words('QueueDoesNotExist ReceiptHandleIsInvalid'),
  },
  '@aws-sdk/client-sns': {
    service: 'sns',
    name: 'SNS',
    actions: words('Publish PublishBatch ListTopics'),
    exceptions: words('NotFoundException'),
  },
  '@aws-sdk/client-eventbridge': {
    service: 'events',
    name: 'EventBridge',
    actions: words('PutEvents'),
    exceptions: words('ResourceNotFoundException'),
  },
  '@aws-sdk/client-sfn': {
    service: 'states',
    name: 'SFN',
    actions: words('StartExecution StartSyncExecution DescribeExecution'),
    exceptions: words('StateMachineDoesNotExist ExecutionAlreadyExists'),
  },
  '@aws-sdk/client-kinesis': {
    service: 'kinesis',
    name: 'Kinesis',
    actions: words('PutRecord PutRecords'),
    exceptions: words('ResourceNotFoundException'),
  },
  '@aws-sdk/client-secrets-manager': {
    service: 'secretsmanager',
    name: 'SecretsManager',
    actions: words('GetSecretValue PutSecretValue DescribeSecret'),
    exceptions: words('ResourceNotFoundException'),
  },
  '@aws-sdk/client-lambda': {
    service: 'lambda',
    name: 'Lambda',
    actions: words('Invoke'),
    exceptions: words('ResourceNotFoundException TooManyRequestsException'),
  },
  '@aws-sdk/client-apigatewaymanagementapi': {
    service: 'execute-api',
    name: 'ApiGatewayManagementApi',
    actions: words('PostToConnection GetConnection DeleteConnection'),
    exceptions: words('GoneException ForbiddenException PayloadTooLargeException'),
  },
}
