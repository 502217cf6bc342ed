class Config:
    """Settings of a client; accepted, and without effect here."""

    def __init__(self, *args, **kwargs):
        self.__dict__.update(kwargs)

    def merge(self, other):
        return Config(**{**self.__dict__, **other.__dict__})
