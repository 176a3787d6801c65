"""A module as many functions have: settings, a log, and a client that calls share."""

import json
import logging
import os

import boto3

log = logging.getLogger()
log.setLevel(logging.INFO)
s3 = boto3.client("s3")
TABLE = os.environ.get("TABLE", "items")


def handler(event, context):
    return json.loads(json.dumps({"table": TABLE, "event": event}))
