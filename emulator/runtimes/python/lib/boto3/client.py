"""Clients: a method for each action, answered by the world's services."""

import base64
import datetime
import io
import json

import aws_call
from botocore.exceptions import ClientError

# boto3's name → (name of the service here, name of the client's class, actions)
SERVICES = {
    "dynamodb": (
        "dynamodb",
        "DynamoDB",
        "PutItem GetItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem "
        "TransactWriteItems TransactGetItems DescribeTable ListTables CreateTable",
    ),
    "s3": (
        "s3",
        "S3",
        "PutObject GetObject HeadObject DeleteObject DeleteObjects CopyObject ListObjectsV2 "
        "ListBuckets CreateBucket HeadBucket",
    ),
    "sqs": (
        "sqs",
        "SQS",
        "SendMessage SendMessageBatch ReceiveMessage DeleteMessage DeleteMessageBatch "
        "ChangeMessageVisibility GetQueueUrl GetQueueAttributes PurgeQueue ListQueues",
    ),
    "sns": ("sns", "SNS", "Publish PublishBatch ListTopics"),
    "events": ("events", "EventBridge", "PutEvents"),
    "stepfunctions": ("states", "SFN", "StartExecution StartSyncExecution DescribeExecution"),
    "kinesis": ("kinesis", "Kinesis", "PutRecord PutRecords"),
    "secretsmanager": (
        "secretsmanager",
        "SecretsManager",
        "GetSecretValue PutSecretValue DescribeSecret",
    ),
    "lambda": ("lambda", "Lambda", "Invoke"),
    "apigatewaymanagementapi": (
        "execute-api",
        "ApiGatewayManagementApi",
        "PostToConnection GetConnection DeleteConnection",
    ),
}
PAGES = {
    "Query": ("LastEvaluatedKey", "ExclusiveStartKey"),
    "Scan": ("LastEvaluatedKey", "ExclusiveStartKey"),
    "ListObjectsV2": ("NextContinuationToken", "ContinuationToken"),
}


def snake(action):
    """PutObject → put_object, ListObjectsV2 → list_objects_v2."""
    text = "".join("_" + c.lower() if c.isupper() else c for c in action).lstrip("_")
    return text


class StreamingBody:
    """A body that is read once."""

    def __init__(self, data):
        self._stream = io.BytesIO(data)

    def read(self, amount=None):
        return self._stream.read(amount)

    def iter_lines(self, chunk_size=1024, keepends=False):
        for line in self.read().splitlines(keepends):
            yield line

    def iter_chunks(self, chunk_size=1024):
        while chunk := self.read(chunk_size):
            yield chunk

    def __iter__(self):
        return self.iter_chunks()

    def close(self):
        self._stream.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def to_wire(service, value, member=""):
    is_text = member in ("Body", "Payload") or (service == "execute-api" and member == "Data")
    if hasattr(value, "read"):
        value = value.read()
    if isinstance(value, str):
        binary = service == "kinesis" and member == "Data"
        return base64.b64encode(value.encode()).decode() if binary else value
    if isinstance(value, (bytes, bytearray)):
        return value.decode("utf-8", "replace") if is_text else base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    if isinstance(value, dict):
        return {name: to_wire(service, one, name) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_wire(service, one, member) for one in value]
    return value


def bytes_in_attributes(value):
    if isinstance(value, list):
        return [bytes_in_attributes(one) for one in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"B"} and isinstance(value["B"], str):
        return {"B": base64.b64decode(value["B"])}
    return {name: bytes_in_attributes(one) for name, one in value.items()}


class Exceptions:
    """`client.exceptions.NoSuchKey`, made when first named."""

    ClientError = ClientError

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (ClientError,), {})
        setattr(self, name, made)
        return made


class Meta:
    def __init__(self, client, region):
        self.client = client
        self.region_name = region


class Paginator:
    def __init__(self, client, action):
        self._client, self._action = client, action

    def paginate(self, **kwargs):
        kwargs.pop("PaginationConfig", None)
        came, goes = PAGES[self._action]
        while True:
            page = self._client._request(self._action, kwargs)
            yield page
            if page.get(came) is None:
                return
            kwargs = {**kwargs, goes: page[came]}


class Client:
    def __init__(self, name, region):
        self._service, self._class, actions = SERVICES[name]
        self._actions = {snake(action): action for action in actions.split()}
        self.exceptions = Exceptions()
        self.meta = Meta(self, region)

    def __getattr__(self, name):
        action = self.__dict__.get("_actions", {}).get(name)
        if action is None:
            raise AttributeError(f"'{self.__dict__.get('_class')}' object has no attribute '{name}'")

        def call(*args, **kwargs):
            if args:
                raise TypeError(f"{name}() only accepts keyword arguments.")
            return self._request(action, kwargs)

        call.__name__ = name
        return call

    def _request(self, action, kwargs):
        answer = aws_call.ask(self._service, action, to_wire(self._service, kwargs))
        output, status = answer["output"] or {}, answer["status"]
        metadata = {
            "RequestId": aws_call.request_id(),
            "HTTPStatusCode": status,
            "HTTPHeaders": {},
            "RetryAttempts": 0,
        }
        if status >= 400:
            code = str(output.get("__type", "Unknown")).split("#")[-1]
            rest = {k: v for k, v in output.items() if k not in ("__type", "message")}
            error = {"Code": code, "Message": output.get("message", "")}
            response = {"Error": error, "ResponseMetadata": metadata, **rest}
            raise getattr(self.exceptions, code)(response, action)
        if self._service == "dynamodb":
            output = bytes_in_attributes(output)
        if action == "GetObject":
            output["Body"] = StreamingBody(str(output.get("Body", "")).encode())
        if action == "Invoke" and isinstance(output.get("Payload"), str):
            output["Payload"] = StreamingBody(output["Payload"].encode())
        return {**output, "ResponseMetadata": metadata}

    def can_paginate(self, name):
        return self._actions.get(name) in PAGES

    def get_paginator(self, name):
        return Paginator(self, self._actions[name])

    def generate_presigned_url(self, ClientMethod, Params=None, ExpiresIn=3600, HttpMethod=None):
        params = Params or {}
        method = HttpMethod or ("PUT" if ClientMethod.startswith("put") else "GET")
        given = {"Bucket": params.get("Bucket"), "Key": params.get("Key")}
        answer = aws_call.ask("s3", "Presign", {**given, "ExpiresIn": ExpiresIn, "Method": method})
        return answer["output"]["Url"]

    def upload_fileobj(self, Fileobj, Bucket, Key, **_):
        self._request("PutObject", {"Bucket": Bucket, "Key": Key, "Body": Fileobj})

    def download_fileobj(self, Bucket, Key, Fileobj, **_):
        Fileobj.write(self._request("GetObject", {"Bucket": Bucket, "Key": Key})["Body"].read())

    def upload_file(self, Filename, Bucket, Key, **_):
        with open(Filename, "rb") as file:
            self.upload_fileobj(file, Bucket, Key)

    def download_file(self, Bucket, Key, Filename, **_):
        with open(Filename, "wb") as file:
            self.download_fileobj(Bucket, Key, file)

    def close(self):
        pass
