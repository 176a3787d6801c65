# The part of boto3 that functions use most, over the services that the host offers.

from .session import Session


def client(service_name, region_name=None, **options):
    return Session(region_name=region_name).client(service_name)


def resource(service_name, region_name=None, **options):
    return Session(region_name=region_name).resource(service_name)


def setup_default_session(**options):
    pass
