import os

from botocore.exceptions import NoRegionError, UnknownServiceError

from .client import SERVICES, Client
from .resource import RESOURCES


class Session:
    def __init__(self, region_name=None, **kwargs):
        self.region_name = region_name or os.environ.get("AWS_REGION")

    def client(self, service_name, region_name=None, **kwargs):
        if service_name not in SERVICES:
            raise UnknownServiceError(
                service_name=service_name, known_service_names=", ".join(sorted(SERVICES))
            )
        region = region_name or self.region_name or os.environ.get("AWS_DEFAULT_REGION")
        if not region:
            raise NoRegionError()
        return Client(service_name, region)

    def resource(self, service_name, region_name=None, **kwargs):
        made = RESOURCES.get(service_name)
        if made is None:
            raise UnknownServiceError(
                service_name=service_name, known_service_names=", ".join(sorted(RESOURCES))
            )
        return made(self.client(service_name, region_name))

    def get_available_services(self):
        return sorted(SERVICES)
