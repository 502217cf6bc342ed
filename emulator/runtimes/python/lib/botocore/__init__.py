"""The part of botocore that handlers name. Requests are answered by the in-memory services."""

__version__ = "1.42.0"
