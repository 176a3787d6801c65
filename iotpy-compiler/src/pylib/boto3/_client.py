# Clients of AWS services. What they do is done by the host, through one function of it:
# `aws.call(service, operation, parameters, body)`.

import json

from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    OperationNotPageableError,
    ParamValidationError,
)

# By service: its operations, each with the parameters that it must have.
OPERATIONS = {
    "s3": {
        "get_object": "Bucket Key",
        "put_object": "Bucket Key",
        "head_object": "Bucket Key",
        "delete_object": "Bucket Key",
        "delete_objects": "Bucket Delete",
        "copy_object": "Bucket CopySource Key",
        "list_objects": "Bucket",
        "list_objects_v2": "Bucket",
        "list_buckets": "",
        "head_bucket": "Bucket",
        "create_bucket": "Bucket",
        "delete_bucket": "Bucket",
    },
    "lambda": {"invoke": "FunctionName"},
    "iot-data": {"publish": "topic"},
    "sns": {"publish": "Message"},
    "sqs": {
        "send_message": "QueueUrl MessageBody",
        "receive_message": "QueueUrl",
        "delete_message": "QueueUrl ReceiptHandle",
    },
    "dynamodb": {
        "get_item": "TableName Key",
        "put_item": "TableName Item",
        "update_item": "TableName Key",
        "delete_item": "TableName Key",
        "query": "TableName",
        "scan": "TableName",
    },
}

_CLASSES = {
    "s3": "S3",
    "lambda": "Lambda",
    "iot-data": "IoTDataPlane",
    "sns": "SNS",
    "sqs": "SQS",
    "dynamodb": "DynamoDB",
}

# The parameters that are sent as bytes, and those of responses that come as bytes.
_BODIES = {"put_object": "Body", "invoke": "Payload", "publish": "payload"}
_STREAMS = {"get_object": "Body", "invoke": "Payload"}

# By operation: the parameter and the member of the response that page through it, and the list.
_PAGES = {
    "list_objects_v2": ("ContinuationToken", "NextContinuationToken", "Contents"),
    "list_objects": ("Marker", "NextMarker", "Contents"),
    "query": ("ExclusiveStartKey", "LastEvaluatedKey", "Items"),
    "scan": ("ExclusiveStartKey", "LastEvaluatedKey", "Items"),
}


class NoSuchKey(ClientError):
    pass


class NoSuchBucket(ClientError):
    pass


class BucketAlreadyExists(ClientError):
    pass


class BucketAlreadyOwnedByYou(ClientError):
    pass


class ResourceNotFoundException(ClientError):
    pass


class ConditionalCheckFailedException(ClientError):
    pass


class TooManyRequestsException(ClientError):
    pass


class _Exceptions:
    ClientError = ClientError
    NoSuchKey = NoSuchKey
    NoSuchBucket = NoSuchBucket
    BucketAlreadyExists = BucketAlreadyExists
    BucketAlreadyOwnedByYou = BucketAlreadyOwnedByYou
    ResourceNotFoundException = ResourceNotFoundException
    ConditionalCheckFailedException = ConditionalCheckFailedException
    TooManyRequestsException = TooManyRequestsException


class _Meta:
    def __init__(self, service, region):
        self.region_name = region
        self.endpoint_url = f"https://{service}.{region}.amazonaws.com"


class Client:
    exceptions = _Exceptions

    def __init__(self, service, region):
        self._service = service
        self.meta = _Meta(service, region)

    def __getattr__(self, name):
        if name not in OPERATIONS[self._service]:
            kind = _CLASSES[self._service]
            raise AttributeError(f"'{kind}' object has no attribute '{name}'")

        def operation(*args, **parameters):
            if args:
                raise TypeError(f"{name}() only accepts keyword arguments.")
            return self._call(name, parameters)

        return operation

    def can_paginate(self, operation_name):
        return operation_name in _PAGES and operation_name in OPERATIONS[self._service]

    def get_paginator(self, operation_name):
        if not self.can_paginate(operation_name):
            raise OperationNotPageableError(operation_name=operation_name)
        return Paginator(self, operation_name)

    def close(self):
        pass

    def _call(self, name, parameters):
        required = OPERATIONS[self._service][name].split()
        missing = [
            f'Missing required parameter in input: "{key}"'
            for key in required
            if key not in parameters
        ]
        if missing:
            raise ParamValidationError(report="\n".join(missing))
        parameters = dict(parameters)
        body = None
        if name in _BODIES and self._service not in ("sns",):
            body = _bytes(_BODIES[name], parameters.pop(_BODIES[name], b""))
        operation = "".join([part.capitalize() for part in name.split("_")])
        return self._response(name, operation, self._ask(operation, parameters, body))

    def _ask(self, operation, parameters, body):
        import aws

        try:
            return aws.call(self._service, operation, json.dumps(parameters), body)
        except RuntimeError:
            # The host reaches no such service.
            url = self.meta.endpoint_url + "/"
            raise EndpointConnectionError(endpoint_url=url) from None

    def _response(self, name, operation, answer):
        head, _, body = answer.partition(b"\n")
        response = json.loads(head)
        error = response.get("error")
        if error is not None:
            status = error.pop("HTTPStatusCode", 400)
            response = {"Error": error, "ResponseMetadata": _metadata(status)}
            kind = _Exceptions.__dict__.get(error.get("Code"), ClientError)
            raise kind(response, operation)
        if "ResponseMetadata" not in response:
            response["ResponseMetadata"] = _metadata(200)
        if self._service == "s3":
            _read_moments(response)
        if name in _STREAMS:
            from io import BytesIO

            from botocore.response import StreamingBody

            response[_STREAMS[name]] = StreamingBody(BytesIO(body), len(body))
        return response

    def upload_fileobj(
        self, Fileobj, Bucket, Key, ExtraArgs=None, Callback=None, Config=None
    ):
        self.put_object(Bucket=Bucket, Key=Key, Body=Fileobj.read(), **(ExtraArgs or {}))

    def download_fileobj(
        self, Bucket, Key, Fileobj, ExtraArgs=None, Callback=None, Config=None
    ):
        Fileobj.write(self.get_object(Bucket=Bucket, Key=Key, **(ExtraArgs or {}))["Body"].read())


def _metadata(status):
    return {"HTTPStatusCode": status, "HTTPHeaders": {}, "RetryAttempts": 0}


def _bytes(name, value):
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if hasattr(value, "read"):
        data = value.read()
        return data.encode() if isinstance(data, str) else data
    raise ParamValidationError(
        report=f"Invalid type for parameter {name}, value: {value}, type: {type(value)}, "
        "valid types: <class 'bytes'>, <class 'bytearray'>, file-like object"
    )


def _read_moments(response):
    """Times come as text."""
    _read_moment(response, "LastModified")
    for item in response.get("Contents", ()):
        _read_moment(item, "LastModified")
    for item in response.get("Buckets", ()):
        _read_moment(item, "CreationDate")
    if isinstance(response.get("CopyObjectResult"), dict):
        _read_moment(response["CopyObjectResult"], "LastModified")


def _read_moment(found, key):
    if isinstance(found.get(key), str):
        from datetime import datetime

        found[key] = datetime.fromisoformat(found[key])


class Paginator:
    def __init__(self, client, operation):
        self._client = client
        self._operation = operation

    def paginate(self, PaginationConfig=None, **parameters):
        return PageIterator(self._client, self._operation, parameters, PaginationConfig or {})


class PageIterator:
    def __init__(self, client, operation, parameters, config):
        self._client = client
        self._operation = operation
        self._parameters = parameters
        self._config = config

    def __iter__(self):
        token_in, token_out, items = _PAGES[self._operation]
        parameters = dict(self._parameters)
        if "PageSize" in self._config:
            limit = "MaxKeys" if items == "Contents" else "Limit"
            parameters[limit] = self._config["PageSize"]
        if "StartingToken" in self._config:
            parameters[token_in] = self._config["StartingToken"]
        left = self._config.get("MaxItems")
        while True:
            page = self._client._call(self._operation, parameters)
            if left is not None:
                if left <= len(page.get(items, ())):
                    if items in page:
                        page[items] = page[items][:left]
                    yield page
                    return
                left -= len(page.get(items, ()))
            yield page
            if not page.get(token_out):
                return
            parameters[token_in] = page[token_out]

    def build_full_result(self):
        key = _PAGES[self._operation][2]
        return {key: [item for page in self for item in page.get(key, ())]}

    def search(self, expression):
        if not expression.isidentifier():
            raise NotImplementedError("search() for anything but a name")
        for page in self:
            yield from page.get(expression) or ()
