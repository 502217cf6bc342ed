import { md5 } from './md5'
import type { EventObject, Origin } from './origin'

export interface S3Parameters {
  bucket?: string
  /** The key as it is; the event holds it form-encoded. */
  key?: string
  sizeBytes?: number
  eTag?: string
  versionId?: string
  /** `ObjectCreated:Put`, `ObjectRemoved:Delete`, `ObjectTagging:Put`, … without `s3:`. */
  eventName?: string
  configurationId?: string
}

/** Half of a surrogate pair, on which encodeURIComponent throws. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * A key as S3 writes it into a notification: form-encoded, so a space becomes `+`, slashes stay.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function s3EventKey(key: string): string {
  return encodeURIComponent(key.replace(LONE_SURROGATE, '\ufffd'))
    .replace(/%20/g, '+')
    .replace(/%2F/g, '/')
    .replace(/[!'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Tagging was added with a later version of the structure than creation and removal. */
const versionOf = (eventName: string) => (eventName.startsWith('ObjectTagging:') ? '2.3' : '2.1')

/**
 * What a function receives from a bucket, as `sam local generate-event s3 put` and `delete`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function s3Event(origin: Origin, parameters: S3Parameters = {}): EventObject {
  const eventName = parameters.eventName ?? 'ObjectCreated:Put'
  const bucket = parameters.bucket ?? 'amzn-s3-demo-bucket'
  const key = parameters.key ?? 'test/key'
  const removed = eventName.startsWith('ObjectRemoved:')
  const tagging = eventName.startsWith('ObjectTagging:')
  const object: EventObject = {
    key: s3EventKey(key),
    ...(removed || tagging ? {} : { size: parameters.sizeBytes ?? 1024 }),
    ...(removed ? {} : { eTag: parameters.eTag ?? md5(key) }),
    ...(parameters.versionId === undefined ? {} : { versionId: parameters.versionId }),
    ...(tagging ? {} : { sequencer: origin.chance.hex(18).toUpperCase() }),
  }
  return {
    Records: [
      {
        eventVersion: versionOf(eventName),
        eventSource: 'aws:s3',
        awsRegion: origin.region,
        eventTime: new Date(origin.at).toISOString(),
        eventName,
        userIdentity: { principalId: 'EXAMPLE' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: {
          'x-amz-request-id': origin.chance.hex(16).toUpperCase(),
          'x-amz-id-2': origin.chance.token(76),
        },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: parameters.configurationId ?? 'testConfigRule',
          bucket: {
            name: bucket,
            ownerIdentity: { principalId: 'EXAMPLE' },
            arn: `arn:aws:s3:::${bucket}`,
          },
          object,
        },
      },
    ],
  }
}
