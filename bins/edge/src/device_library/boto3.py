# boto3 on a device: each call is one request to the edge server, which does it once.

import aws

from botocore.exceptions import ClientError, EndpointConnectionError


class StreamingBody:
    def __init__(self, data):
        self._data = data

    def read(self, amt=None):
        if amt is None or amt < 0:
            amt = len(self._data)
        data = self._data[:amt]
        self._data = self._data[amt:]
        return data

    def close(self):
        self._data = b""


def _ask(operation, first, second, body):
    if isinstance(body, str):
        body = body.encode()
    answer = aws.request(operation, first, second, body)
    head, _, body = answer.partition(b"\n")
    words = head.decode().split(" ", 1)
    status = int(words[0])
    if status == 0:
        raise EndpointConnectionError(body.decode())
    metadata = {"HTTPStatusCode": status}
    if status >= 400:
        error = {"Code": words[1], "Message": body.decode()}
        raise ClientError({"Error": error, "ResponseMetadata": metadata}, operation)
    return {"ResponseMetadata": metadata}, words[1], body


class _Exceptions:
    ClientError = ClientError


class _Client:
    exceptions = _Exceptions

    def __getattr__(self, name):
        raise NotImplementedError(f"{self._service}.{name} is not available on devices")


class _S3(_Client):
    _service = "s3"

    def put_object(self, *, Bucket, Key, Body=b""):
        response, tag, _ = _ask("PutObject", Bucket, Key, Body)
        response["ETag"] = tag
        return response

    def get_object(self, *, Bucket, Key):
        response, tag, body = _ask("GetObject", Bucket, Key, None)
        response["ETag"] = tag
        response["ContentLength"] = len(body)
        response["Body"] = StreamingBody(body)
        return response

    def delete_object(self, *, Bucket, Key):
        return _ask("DeleteObject", Bucket, Key, None)[0]


class _Lambda(_Client):
    _service = "lambda"

    def invoke(self, *, FunctionName, InvocationType="RequestResponse", Payload=b""):
        response, failed, body = _ask("Invoke", FunctionName, InvocationType, Payload)
        response["StatusCode"] = response["ResponseMetadata"]["HTTPStatusCode"]
        if failed:
            response["FunctionError"] = failed
        response["Payload"] = StreamingBody(body)
        return response


def client(service_name, **options):
    if service_name == "s3":
        return _S3()
    if service_name == "lambda":
        return _Lambda()
    raise NotImplementedError(
        f"boto3.client({service_name!r}) is not available on devices; there are s3 and lambda"
    )


def resource(service_name, **options):
    raise NotImplementedError("boto3.resource() is not available on devices")
