# Sessions: where clients come from.

from ._client import OPERATIONS, Client


class Session:
    def __init__(self, region_name=None, **options):
        self._region = region_name

    @property
    def region_name(self):
        if self._region is not None:
            return self._region
        from os import environ

        return environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or "us-east-1"

    def client(self, service_name, region_name=None, **options):
        if service_name not in OPERATIONS:
            known = ", ".join(OPERATIONS)
            raise NotImplementedError(
                f"boto3.client({service_name!r}) is not available here; there are {known}"
            )
        return Client(service_name, region_name or self.region_name)

    def resource(self, service_name, region_name=None, **options):
        if service_name != "s3":
            raise NotImplementedError(
                f"boto3.resource({service_name!r}) is not available here; there is s3, and "
                "boto3.client() has more"
            )
        from ._resource import S3

        return S3(self.client("s3", region_name))
