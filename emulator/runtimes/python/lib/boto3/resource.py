"""Resources: tables whose items are plain Python values, objects of buckets, queues."""

from .dynamodb.conditions import Condition, Expression
from .dynamodb.types import TypeDeserializer, TypeSerializer

_ITEMS = ("Item", "Key", "ExpressionAttributeValues", "ExclusiveStartKey")
_FOUND = ("Item", "Attributes", "LastEvaluatedKey")
_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


def _typed(item):
    return {name: _serialize(value) for name, value in item.items()}


def _plain(item):
    return {name: _deserialize(value) for name, value in item.items()}


def _request(kwargs):
    """Conditions become expressions, values become attributes."""
    expression = Expression()
    made = dict(kwargs)
    for name, value in kwargs.items():
        if isinstance(value, Condition):
            made[name] = expression.outermost(value)
    if expression.names:
        made["ExpressionAttributeNames"] = {
            **made.get("ExpressionAttributeNames", {}),
            **expression.names,
        }
    if expression.values:
        made["ExpressionAttributeValues"] = {
            **made.get("ExpressionAttributeValues", {}),
            **expression.values,
        }
    return {name: _typed(value) if name in _ITEMS else value for name, value in made.items()}


def _answer(output):
    made = dict(output)
    for name in _FOUND:
        if name in made:
            made[name] = _plain(made[name])
    if "Items" in made:
        made["Items"] = [_plain(item) for item in made["Items"]]
    return made


class _Meta:
    def __init__(self, client):
        self.client = client


class BatchWriter:
    """Collects writes and sends them by 25."""

    SIZE = 25

    def __init__(self, table):
        self._table, self._requests = table, []

    def put_item(self, Item):
        self._add({"PutRequest": {"Item": _typed(Item)}})

    def delete_item(self, Key):
        self._add({"DeleteRequest": {"Key": _typed(Key)}})

    def _add(self, request):
        self._requests.append(request)
        if len(self._requests) >= self.SIZE:
            self._flush()

    def _flush(self):
        while self._requests:
            batch, self._requests = self._requests[: self.SIZE], self._requests[self.SIZE :]
            client = self._table.meta.client
            answer = client.batch_write_item(RequestItems={self._table.name: batch})
            self._requests += answer.get("UnprocessedItems", {}).get(self._table.name, [])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._flush()


class Table:
    ACTIONS = ("put_item", "get_item", "update_item", "delete_item", "query", "scan")

    def __init__(self, client, name):
        self.name = self.table_name = name
        self.meta = _Meta(client)

    def __getattr__(self, name):
        if name not in self.ACTIONS:
            raise AttributeError(f"'dynamodb.Table' object has no attribute '{name}'")
        send = getattr(self.meta.client, name)
        return lambda **kwargs: _answer(send(TableName=self.name, **_request(kwargs)))

    def batch_writer(self, **_):
        return BatchWriter(self)

    def __repr__(self):
        return f"dynamodb.Table(name='{self.name}')"


class DynamoDb:
    def __init__(self, client):
        self.meta = _Meta(client)

    def Table(self, name):
        return Table(self.meta.client, name)

    def batch_get_item(self, RequestItems, **kwargs):
        asked = {
            table: {**request, "Keys": [_typed(key) for key in request["Keys"]]}
            for table, request in RequestItems.items()
        }
        answer = self.meta.client.batch_get_item(RequestItems=asked, **kwargs)
        found = answer.get("Responses", {}).items()
        return {**answer, "Responses": {name: [_plain(i) for i in items] for name, items in found}}


class Object:
    def __init__(self, client, bucket_name, key):
        self.meta, self.bucket_name, self.key = _Meta(client), bucket_name, key

    def _named(self, kwargs):
        return {"Bucket": self.bucket_name, "Key": self.key, **kwargs}

    def get(self, **kwargs):
        return self.meta.client.get_object(**self._named(kwargs))

    def put(self, **kwargs):
        return self.meta.client.put_object(**self._named(kwargs))

    def delete(self, **kwargs):
        return self.meta.client.delete_object(**self._named(kwargs))


class _Objects:
    def __init__(self, bucket):
        self._bucket = bucket

    def all(self):
        return self.filter()

    def filter(self, **kwargs):
        client, name = self._bucket.meta.client, self._bucket.name
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=name, **kwargs):
            for found in page.get("Contents", []):
                yield Object(client, name, found["Key"])


class Bucket:
    def __init__(self, client, name):
        self.meta, self.name = _Meta(client), name
        self.objects = _Objects(self)

    def put_object(self, **kwargs):
        return self.meta.client.put_object(Bucket=self.name, **kwargs)

    def Object(self, key):
        return Object(self.meta.client, self.name, key)


class S3:
    def __init__(self, client):
        self.meta = _Meta(client)

    def Bucket(self, name):
        return Bucket(self.meta.client, name)

    def Object(self, bucket_name, key):
        return Object(self.meta.client, bucket_name, key)


class Queue:
    def __init__(self, client, url):
        self.meta, self.url = _Meta(client), url

    def send_message(self, **kwargs):
        return self.meta.client.send_message(QueueUrl=self.url, **kwargs)


class Sqs:
    def __init__(self, client):
        self.meta = _Meta(client)

    def Queue(self, url):
        return Queue(self.meta.client, url)

    def get_queue_by_name(self, QueueName):
        return self.Queue(self.meta.client.get_queue_url(QueueName=QueueName)["QueueUrl"])


RESOURCES = {"dynamodb": DynamoDb, "s3": S3, "sqs": Sqs}
