"""A small boto3: clients and resources over the in-memory services."""

from .session import Session

__version__ = "1.42.0"

_default = None


def _session():
    global _default
    if _default is None:
        _default = Session()
    return _default


def setup_default_session(**kwargs):
    global _default
    _default = Session(**kwargs)


def client(*args, **kwargs):
    return _session().client(*args, **kwargs)


def resource(*args, **kwargs):
    return _session().resource(*args, **kwargs)
