"""The Lambda API as boto3 sees it: every operation, the class of every error, the waiters.

    python3 tests/interop/lambda_boto3.py http://127.0.0.1:4566 [--without-s3]

It prints how many checks passed, or fails with the first that did not. With `--without-s3` the
endpoint serves no S3, and code is not deployed from a bucket. All functions that it creates have
names of their own, and are deleted at the end.
"""

import base64
import hashlib
import http.client
import io
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::000000000000:role/any"
HANDLER = """\
def handler(event, context):
    if isinstance(event, dict) and "raise" in event:
        raise ValueError(event["raise"])
    return event
"""
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
PREFIX = "t" + uuid.uuid4().hex[:8]
passed = 0


def check(condition, what):
    global passed
    assert condition, what
    passed += 1


def equal(got, expected, what):
    check(got == expected, f"{what}: {got!r}, not {expected!r}")


def client_of(endpoint, service="lambda", region="us-east-1", **config):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 0}, read_timeout=60, **config),
    )


def zip_of(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in files.items():
            archive.writestr(name.replace("__", "/") + ".py", contents)
    return buffer.getvalue()


def fails(error, status, text, call, **arguments):
    """The call raises this exception class of the client, with this text in its message."""
    try:
        call(**arguments)
    except ClientError as raised:
        answer = raised.response
        equal(answer["Error"]["Code"], error, f"code of {raised}")
        equal(answer["ResponseMetadata"]["HTTPStatusCode"], status, f"status of {raised}")
        check(text in answer["Error"]["Message"], f"{text!r} in {answer['Error']['Message']!r}")
        check(UUID.match(answer["ResponseMetadata"]["RequestId"]), f"request id of {raised}")
        expected = getattr(call.__self__.exceptions, error, ClientError)
        check(isinstance(raised, expected), f"{raised!r} is of the class {expected}")
        return raised
    raise AssertionError(f"{call} did not fail with {error}")


class Suite:
    def __init__(self, endpoint, with_s3):
        self.endpoint = endpoint
        self.with_s3 = with_s3
        self.client = client_of(endpoint)
        # The server is to refuse what boto3 would not even send.
        self.lenient = client_of(endpoint, parameter_validation=False)
        self.zip = zip_of(light=HANDLER)

    def name(self, part):
        return f"{PREFIX}-{part}"

    def arn(self, part, qualifier=None, region="us-east-1"):
        arn = f"arn:aws:lambda:{region}:000000000000:function:{self.name(part)}"
        return f"{arn}:{qualifier}" if qualifier else arn

    def create(self, part, code=None, client=None, **arguments):
        defaults = {
            "FunctionName": self.name(part),
            "Runtime": "python3.12",
            "Role": ROLE,
            "Handler": "light.handler",
            "Code": {"ZipFile": code or self.zip},
        }
        return (client or self.client).create_function(**{**defaults, **arguments})

    def invoke(self, name, payload=b"[120]", **arguments):
        return self.client.invoke(FunctionName=name, Payload=payload, **arguments)

    # Creation and reading

    def test_create_shows_the_configuration_of_aws(self):
        made = self.create("create", Description="d", Timeout=7, MemorySize=256,
                           Environment={"Variables": {"KEY": "value"}}, Tags={"team": "x"})
        equal(made["ResponseMetadata"]["HTTPStatusCode"], 201, "status")
        equal(made["FunctionName"], self.name("create"), "name")
        equal(made["FunctionArn"], self.arn("create"), "arn")
        equal(made["CodeSha256"], base64.b64encode(hashlib.sha256(self.zip).digest()).decode(),
              "hash of the code")
        equal(made["CodeSize"], len(self.zip), "size of the code")
        check(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000\Z", made["LastModified"]),
              "date")
        check(UUID.match(made["RevisionId"]), "revision")
        for member, value in {
            "Runtime": "python3.12", "Role": ROLE, "Handler": "light.handler", "Description": "d",
            "Timeout": 7, "MemorySize": 256, "Version": "$LATEST", "State": "Active",
            "LastUpdateStatus": "Successful", "PackageType": "Zip", "Architectures": ["x86_64"],
            "Environment": {"Variables": {"KEY": "value"}}, "EphemeralStorage": {"Size": 512},
            "SnapStart": {"ApplyOn": "None", "OptimizationStatus": "Off"},
            "TracingConfig": {"Mode": "PassThrough"},
            "LoggingConfig": {"LogFormat": "Text",
                              "LogGroup": "/aws/lambda/" + self.name("create")},
        }.items():
            equal(made[member], value, member)
        check(made["RuntimeVersionConfig"]["RuntimeVersionArn"].startswith("arn:aws:lambda:"),
              "runtime version")
        got = self.client.get_function(FunctionName=self.name("create"))
        equal(got["Tags"], {"team": "x"}, "tags")
        equal(got["Code"]["RepositoryType"], "S3", "repository")
        with urllib.request.urlopen(got["Code"]["Location"]) as response:
            equal(response.read(), self.zip, "downloaded code")
        made.pop("ResponseMetadata")
        equal(got["Configuration"], made, "configuration of GetFunction")
        config = self.client.get_function_configuration(FunctionName=self.name("create"))
        config.pop("ResponseMetadata")
        equal(config, made, "configuration")

    def test_waiters_end(self):
        self.create("waiters")
        for waiter in ["function_active", "function_active_v2", "function_exists",
                       "function_updated", "function_updated_v2"]:
            self.client.get_waiter(waiter).wait(FunctionName=self.name("waiters"))
            check(True, waiter)

    def test_a_function_is_found_under_every_form_of_its_name(self):
        self.create("forms", Publish=True)
        name = self.name("forms")
        for form, arn in [
            (name, self.arn("forms")),
            (f"{name}:$LATEST", self.arn("forms", "$LATEST")),
            (f"{name}:1", self.arn("forms", "1")),
            (f"function:{name}", self.arn("forms")),
            (f"000000000000:function:{name}", self.arn("forms")),
            (self.arn("forms"), self.arn("forms")),
            (self.arn("forms", "1"), self.arn("forms", "1")),
        ]:
            got = self.client.get_function_configuration(FunctionName=form)
            equal(got["FunctionArn"], arn, form)
        got = self.client.get_function_configuration(FunctionName=name, Qualifier="1")
        equal((got["FunctionArn"], got["Version"]), (self.arn("forms", "1"), "1"), "qualifier")
        not_found = "Function not found: "
        for form, text in [
            (self.name("none"), not_found + self.arn("none")),
            (f"{name}:2", not_found + self.arn("forms", "2")),
            (f"{name}:alias", not_found + self.arn("forms", "alias")),
            (self.arn("forms", region="eu-west-1"),
             not_found + self.arn("forms", region="eu-west-1")),
        ]:
            fails("ResourceNotFoundException", 404, text, self.client.get_function,
                  FunctionName=form)
        fails("InvalidParameterValueException", 400, "derived qualifier",
              self.client.get_function, FunctionName=f"{name}:1", Qualifier="2")
        # Some tools put the ARN into the path themselves, with every colon escaped.
        address = urllib.parse.urlsplit(self.endpoint)
        connection = http.client.HTTPConnection(address.hostname, address.port)
        path = "/2015-03-31/functions/" + urllib.parse.quote(self.arn("forms"), safe="")
        connection.request("GET", path)
        equal(connection.getresponse().status, 200, "escaped ARN")

    def test_the_region_of_the_signature_is_that_of_the_arn(self):
        client = client_of(self.endpoint, region="eu-west-1")
        made = client.create_function(FunctionName=self.name("region"), Runtime="python3.12",
                                      Role=ROLE, Handler="light.handler",
                                      Code={"ZipFile": self.zip})
        equal(made["FunctionArn"], self.arn("region", region="eu-west-1"), "arn")
        client.delete_function(FunctionName=self.name("region"))

    def test_creation_checks_its_parameters(self):
        self.create("taken")
        raised = fails("ResourceConflictException", 409,
                       f"Function already exist: {self.name('taken')}", self.create_call("taken"))
        equal(raised.response["Type"], "User", "type of the error")
        validation, parameter = "ValidationException", "InvalidParameterValueException"
        for error, text, arguments in [
            (validation, "at 'role' failed to satisfy constraint", {"Role": "arn:aws:iam::1:x"}),
            (validation, "Value '10' at 'memorySize'", {"MemorySize": 10}),
            (validation, "less than or equal to 10240", {"MemorySize": 10241}),
            (validation, "Value '901' at 'timeout'", {"Timeout": 901}),
            (validation, "at 'handler'", {"Handler": "a b"}),
            (validation, "at 'architectures'", {"Architectures": ["mips"]}),
            (validation, "at 'description'", {"Description": "d" * 257}),
            (validation, "at 'packageType'", {"PackageType": "Tar"}),
            (validation, "less than or equal to 64", {"FunctionName": "n" * 65}),
            (validation, "at 'functionName'", {"FunctionName": "a b"}),
            (parameter, "at 'runtime'", {"Runtime": "cobol85"}),
            (parameter, "reserved keys", {"Environment": {"Variables": {"AWS_REGION": "x"}}}),
            (parameter, "4KB limit", {"Environment": {"Variables": {"KEY": "x" * 5000}}}),
            (parameter, "Image", {"PackageType": "Image"}),
            (parameter, "Layers is not supported",
             {"Layers": ["arn:aws:lambda:us-east-1:000000000000:layer:l:1"]}),
            (parameter, "Number of tags exceeds", {"Tags": {str(n): "" for n in range(51)}}),
            (parameter, "Could not unzip uploaded file. Please check your file, then try to "
             "upload again.", {"Code": {"ZipFile": b"no zip"}}),
            (parameter, "non-empty zip", {"Code": {"ZipFile": zip_of()}}),
            (parameter, "Please do not provide other FunctionCode parameters",
             {"Code": {"ZipFile": b"x", "S3Bucket": "bucket", "S3Key": "key"}}),
            (parameter, "Please provide a source for function code.", {"Code": {}}),
            (parameter, "S3 Error Code: NoSuchBucket",
             {"Code": {"S3Bucket": "no-such-bucket-" + PREFIX, "S3Key": "key"}}),
        ]:
            fails(error, 400, text, self.create_call("bad", **arguments))
        fails(parameter, 400, "Runtime and Handler are mandatory", self.lenient.create_function,
              FunctionName=self.name("bad"), Role=ROLE, Code={"ZipFile": self.zip})
        fails("ResourceNotFoundException", 404, "not found", self.client.get_function,
              FunctionName=self.name("bad"))

    def create_call(self, part, **arguments):
        def call():
            return self.create(part, client=self.lenient, **arguments)
        return Bound(call, self.lenient)

    def test_code_comes_from_a_bucket(self):
        if not self.with_s3:
            return
        s3 = client_of(self.endpoint, "s3")
        bucket = f"{PREFIX}-code"
        s3.create_bucket(Bucket=bucket)
        s3.put_object(Bucket=bucket, Key="a/light.zip", Body=self.zip)
        code = {"S3Bucket": bucket, "S3Key": "a/light.zip"}
        made = self.create("bucket", Code=code)
        equal(made["CodeSize"], len(self.zip), "size")
        fails("InvalidParameterValueException", 400, "S3 Error Code: NoSuchKey",
              self.create_call("other", Code={"S3Bucket": bucket, "S3Key": "none"}))
        names = [listed["Name"] for listed in s3.list_buckets()["Buckets"]]
        check(not [name for name in names if "functions" in name], "the bucket of code is hidden")
        fails_to_read = [".functions", "functions"]
        for hidden in fails_to_read:
            request = urllib.request.Request(f"{self.endpoint}/{hidden}")
            try:
                urllib.request.urlopen(request)
                raise AssertionError(f"{hidden} can be listed")
            except urllib.error.HTTPError as refused:
                check(refused.code >= 400, hidden)
        s3.delete_object(Bucket=bucket, Key="a/light.zip")
        s3.delete_bucket(Bucket=bucket)

    def test_lists_come_in_pages(self):
        for number in range(3):
            self.create(f"list{number}")
        ours = [self.name(f"list{number}") for number in range(3)]
        for size in [1, 2, 50]:
            pages = self.client.get_paginator("list_functions").paginate(
                PaginationConfig={"PageSize": size})
            names = [function["FunctionName"] for page in pages for function in page["Functions"]]
            equal([name for name in names if name in ours], ours, f"pages of {size}")
            equal(len(names), len(set(names)), "nothing comes twice")
        self.client.publish_version(FunctionName=ours[0])
        everything = self.client.get_paginator("list_functions").paginate(FunctionVersion="ALL")
        versions = [listed["FunctionArn"] for page in everything for listed in page["Functions"]]
        for qualifier in ["$LATEST", "1"]:
            check(self.arn("list0", qualifier) in versions, f"version {qualifier} is listed")
        fails("ValidationException", 400, "at 'maxItems'", self.lenient.list_functions, MaxItems=0)

    # Changing

    def test_code_is_updated(self):
        first = self.create("code")
        name = self.name("code")
        other = zip_of(light=HANDLER + "# changed\n")
        dry = self.client.update_function_code(FunctionName=name, ZipFile=other, DryRun=True)
        check(dry["CodeSha256"] != first["CodeSha256"], "a dry run shows the new code")
        got = self.client.get_function_configuration(FunctionName=name)
        equal(got["RevisionId"], first["RevisionId"], "a dry run changes nothing")
        fails("PreconditionFailedException", 412, "Revision Id provided does not match",
              self.client.update_function_code, FunctionName=name, ZipFile=other,
              RevisionId=str(uuid.uuid4()))
        fails("InvalidParameterValueException", 400, "Could not unzip",
              self.client.update_function_code, FunctionName=name, ZipFile=b"PK")
        new = self.client.update_function_code(FunctionName=name, ZipFile=other, Publish=True,
                                               RevisionId=first["RevisionId"],
                                               Architectures=["arm64"])
        equal((new["Version"], new["Architectures"]), ("1", ["arm64"]), "published")
        equal(new["LastUpdateStatus"], "Successful", "status of the update")
        self.client.get_waiter("function_updated_v2").wait(FunctionName=name)
        got = self.client.get_function(FunctionName=name)
        with urllib.request.urlopen(got["Code"]["Location"]) as response:
            equal(response.read(), other, "downloaded code")
        fails("ResourceNotFoundException", 404, "Function not found",
              self.client.update_function_code, FunctionName=self.name("none"), ZipFile=other)

    def test_configuration_is_updated(self):
        first = self.create("config", Environment={"Variables": {"AB": "1"}})
        name = self.name("config")
        new = self.client.update_function_configuration(
            FunctionName=name, Timeout=9, MemorySize=512, Description="new", Runtime="python3.13",
            Environment={"Variables": {"CD": "2"}}, TracingConfig={"Mode": "Active"},
            LoggingConfig={"LogFormat": "JSON", "ApplicationLogLevel": "WARN"},
            EphemeralStorage={"Size": 1024}, RevisionId=first["RevisionId"])
        for member, value in {
            "Timeout": 9, "MemorySize": 512, "Description": "new", "Runtime": "python3.13",
            "Environment": {"Variables": {"CD": "2"}}, "TracingConfig": {"Mode": "Active"},
            "EphemeralStorage": {"Size": 1024}, "Handler": "light.handler",
            "CodeSha256": first["CodeSha256"],
        }.items():
            equal(new[member], value, member)
        equal(new["LoggingConfig"]["ApplicationLogLevel"], "WARN", "log level")
        check(new["RevisionId"] != first["RevisionId"], "a change makes a revision")
        fails("PreconditionFailedException", 412, "does not match",
              self.client.update_function_configuration, FunctionName=name, Timeout=1,
              RevisionId=first["RevisionId"])
        fails("ValidationException", 400, "at 'timeout'",
              self.client.update_function_configuration, FunctionName=name, Timeout=901)
        got = self.client.get_function_configuration(FunctionName=name)
        equal(got["Timeout"], 9, "a refused change changes nothing")

    # Invoking

    def test_a_call_is_answered(self):
        self.create("call", Publish=True)
        name = self.name("call")
        for form in [name, f"{name}:1", self.arn("call")]:
            got = self.invoke(form)
            equal(got["StatusCode"], 200, "status")
            equal(json.loads(got["Payload"].read()), [120], "answer")
            check("FunctionError" not in got, "no error")
            check(UUID.match(got["ResponseMetadata"]["RequestId"]), "request id")
        equal(self.invoke(name)["ExecutedVersion"], "$LATEST", "version")
        equal(self.invoke(name, Qualifier="1")["ExecutedVersion"], "1", "version")
        got = self.client.invoke(FunctionName=name)
        equal(json.loads(got["Payload"].read()), {}, "no payload is an empty object")
        got = self.invoke(name, LogType="Tail", payload=b'"x"')
        log = base64.b64decode(got["LogResult"]).decode()
        request_id = got["ResponseMetadata"]["RequestId"]
        for line in [f"START RequestId: {request_id} Version: $LATEST\n",
                     f"END RequestId: {request_id}\n", f"REPORT RequestId: {request_id}\t"]:
            check(line in log, f"{line!r} in {log!r}")
        check(re.search(r"Duration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\t"
                        r"Max Memory Used: \d+ MB\t", log), f"report in {log!r}")
        context = base64.b64encode(b'{"custom": {"a": "b"}}').decode()
        equal(self.invoke(name, ClientContext=context)["StatusCode"], 200, "client context")

    def test_an_exception_is_a_function_error(self):
        self.create("raise")
        got = self.invoke(self.name("raise"), payload=b'{"raise": "boom"}', LogType="Tail")
        equal((got["StatusCode"], got["FunctionError"]), (200, "Unhandled"), "status")
        error = json.loads(got["Payload"].read())
        equal((error["errorType"], error["errorMessage"]), ("ValueError", "boom"), "error")
        check("LogResult" in got, "a log comes with an error")

    def test_events_and_dry_runs(self):
        self.create("event")
        name = self.name("event")
        got = self.invoke(name, InvocationType="Event")
        equal((got["StatusCode"], got["Payload"].read()), (202, b""), "event")
        got = self.invoke(name, InvocationType="DryRun")
        equal((got["StatusCode"], got["Payload"].read()), (204, b""), "dry run")
        got = self.client.invoke_async(FunctionName=name, InvokeArgs=b"[1]")
        equal(got["Status"], 202, "InvokeAsync")
        fails("InvalidRequestContentException", 400, "Could not parse request body into json",
              self.client.invoke_async, FunctionName=name, InvokeArgs=b"{")

    def test_bad_invocations(self):
        self.create("bad-calls")
        name = self.name("bad-calls")
        fails("ResourceNotFoundException", 404, "Function not found: " + self.arn("none"),
              self.client.invoke, FunctionName=self.name("none"))
        fails("ResourceNotFoundException", 404, "Cannot find alias arn: " + self.arn(
            "bad-calls", "none"), self.client.invoke, FunctionName=name, Qualifier="none")
        for payload in [b"{", b"hello", b"[1] 2", b"\xff"]:
            fails("InvalidRequestContentException", 400, "Could not parse request body into json",
                  self.client.invoke, FunctionName=name, Payload=payload)
        large = b'"' + b"x" * 6_291_456 + b'"'
        fails("RequestTooLargeException", 413, "6291458 byte payload is too large for the "
              "RequestResponse invocation type (limit 6291456 bytes)", self.client.invoke,
              FunctionName=name, Payload=large)
        fails("RequestTooLargeException", 413, "the Event invocation type", self.client.invoke,
              FunctionName=name, Payload=large[:1_048_577], InvocationType="Event")
        fails("InvalidRequestContentException", 400, "Client context", self.client.invoke,
              FunctionName=name, ClientContext="e30")
        fails("ValidationException", 400, "at 'invocationType'", self.client.invoke,
              FunctionName=name, InvocationType="Later")
        fails("ValidationException", 400, "at 'logType'", self.client.invoke,
              FunctionName=name, LogType="Head")
        equal(self.invoke(name)["StatusCode"], 200, "the server goes on serving")

    def test_handlers_that_cannot_be_loaded_fail_at_each_call(self):
        broken = zip_of(light="def handler(event, context):\n    return 1\nreturn return\n")
        for part, code, handler, kind, message in [
            ("e-syntax", broken, "light.handler", "Runtime.UserCodeSyntaxError",
             "Syntax error in module 'light': invalid syntax (light.py, line 3)"),
            ("e-missing", self.zip, "light.absent", "Runtime.HandlerNotFound",
             "Handler 'absent' missing on module 'light'"),
            ("e-module", self.zip, "dark.handler", "Runtime.ImportModuleError",
             "Unable to import module 'dark': No module named 'dark'"),
            ("e-form", self.zip, "light", "Runtime.MalformedHandlerName",
             "Bad handler 'light': not enough values to unpack (expected 2, got 1)"),
        ]:
            made = self.create(part, code, Handler=handler)
            equal(made["State"], "Active", "it is created all the same")
            got = self.invoke(self.name(part), LogType="Tail")
            equal((got["StatusCode"], got["FunctionError"]), (200, "Unhandled"), part)
            error = json.loads(got["Payload"].read())
            equal((error["errorType"], error["errorMessage"]), (kind, message), part)
            equal(error["requestId"], got["ResponseMetadata"]["RequestId"], "request id")
            check(kind in base64.b64decode(got["LogResult"]).decode(), "the log names the error")
        trace = self.invoke(self.name("e-syntax"))
        trace = json.loads(trace["Payload"].read())["stackTrace"]
        check("/var/task/light.py\" Line 3" in trace[0], f"trace {trace}")
        fixed = self.client.update_function_configuration(FunctionName=self.name("e-missing"),
                                                          Handler="light.handler")
        equal(fixed["Handler"], "light.handler", "handler")
        got = self.invoke(self.name("e-missing"))
        equal(json.loads(got["Payload"].read()), [120], "a new handler is linked")

    # Versions and aliases

    def test_versions(self):
        first = self.create("versions")
        name = self.name("versions")
        fails("InvalidParameterValueException", 400, "is different from current CodeSHA256",
              self.client.publish_version, FunctionName=name, CodeSha256="x")
        fails("PreconditionFailedException", 412, "does not match",
              self.client.publish_version, FunctionName=name, RevisionId="x")
        one = self.client.publish_version(FunctionName=name, Description="one",
                                          CodeSha256=first["CodeSha256"])
        equal(one["ResponseMetadata"]["HTTPStatusCode"], 201, "status")
        equal((one["Version"], one["FunctionArn"], one["Description"]),
              ("1", self.arn("versions", "1"), "one"), "version 1")
        again = self.client.publish_version(FunctionName=name)
        equal(again["Version"], "1", "nothing has changed")
        self.client.update_function_configuration(FunctionName=name, MemorySize=256)
        two = self.client.publish_version(FunctionName=name)
        equal((two["Version"], two["MemorySize"]), ("2", 256), "version 2")
        kept = self.client.get_function_configuration(FunctionName=name, Qualifier="1")
        equal(kept["MemorySize"], 128, "version 1 stays")
        pages = self.client.get_paginator("list_versions_by_function").paginate(
            FunctionName=name, PaginationConfig={"PageSize": 1})
        listed = [version["Version"] for page in pages for version in page["Versions"]]
        equal(listed, ["$LATEST", "1", "2"], "list")
        self.client.get_waiter("published_version_active").wait(FunctionName=name, Qualifier="2")
        self.client.create_alias(FunctionName=name, Name="user", FunctionVersion="1")
        fails("ResourceConflictException", 409, "following aliases reference it: [user]",
              self.client.delete_function, FunctionName=name, Qualifier="1")
        fails("InvalidParameterValueException", 400, "$LATEST version cannot be deleted",
              self.client.delete_function, FunctionName=name, Qualifier="$LATEST")
        gone = self.client.delete_function(FunctionName=name, Qualifier="2")
        equal(gone["ResponseMetadata"]["HTTPStatusCode"], 204, "status")
        fails("ResourceNotFoundException", 404, self.arn("versions", "2"),
              self.client.get_function, FunctionName=name, Qualifier="2")
        third = self.client.publish_version(FunctionName=name)
        equal(third["Version"], "3", "numbers are never used again")

    def test_aliases(self):
        self.create("aliases", Publish=True)
        name = self.name("aliases")
        made = self.client.create_alias(FunctionName=name, Name="prod", FunctionVersion="1",
                                        Description="d")
        equal(made["ResponseMetadata"]["HTTPStatusCode"], 201, "status")
        equal((made["AliasArn"], made["Name"], made["FunctionVersion"], made["Description"]),
              (self.arn("aliases", "prod"), "prod", "1", "d"), "alias")
        fails("ResourceConflictException", 409,
              "Alias already exists: " + self.arn("aliases", "prod"),
              self.client.create_alias, FunctionName=name, Name="prod", FunctionVersion="1")
        fails("ResourceNotFoundException", 404, self.arn("aliases", "7"),
              self.client.create_alias, FunctionName=name, Name="seven", FunctionVersion="7")
        fails("ValidationException", 400, "at 'name'",
              self.client.create_alias, FunctionName=name, Name="12", FunctionVersion="1")
        for form in [{"FunctionName": f"{name}:prod"},
                     {"FunctionName": name, "Qualifier": "prod"},
                     {"FunctionName": self.arn("aliases", "prod")}]:
            equal(self.client.invoke(**form, Payload=b"1")["ExecutedVersion"], "1", "invoked")
        config = self.client.get_function_configuration(FunctionName=name, Qualifier="prod")
        equal((config["FunctionArn"], config["Version"]), (self.arn("aliases", "prod"), "1"),
              "configuration of an alias")
        self.client.update_function_configuration(FunctionName=name, MemorySize=256)
        self.client.publish_version(FunctionName=name)
        weights = {"AdditionalVersionWeights": {"2": 0.5}}
        new = self.client.update_alias(FunctionName=name, Name="prod", Description="new",
                                       RoutingConfig=weights, RevisionId=made["RevisionId"])
        equal((new["Description"], new["RoutingConfig"]), ("new", weights), "updated")
        versions = {self.client.invoke(FunctionName=f"{name}:prod")["ExecutedVersion"]
                    for _ in range(64)}
        equal(versions, {"1", "2"}, "both versions are invoked")
        fails("PreconditionFailedException", 412, "does not match", self.client.update_alias,
              FunctionName=name, Name="prod", RevisionId=made["RevisionId"])
        self.client.create_alias(FunctionName=name, Name="latest", FunctionVersion="$LATEST")
        listed = self.client.list_aliases(FunctionName=name)["Aliases"]
        equal([alias["Name"] for alias in listed], ["latest", "prod"], "list")
        listed = self.client.list_aliases(FunctionName=name, FunctionVersion="1")["Aliases"]
        equal([alias["Name"] for alias in listed], ["prod"], "list of a version")
        got = self.client.get_alias(FunctionName=name, Name="latest")
        equal(got["FunctionVersion"], "$LATEST", "got")
        gone = self.client.delete_alias(FunctionName=name, Name="latest")
        equal(gone["ResponseMetadata"]["HTTPStatusCode"], 204, "status")
        fails("ResourceNotFoundException", 404,
              "Cannot find alias arn: " + self.arn("aliases", "latest"),
              self.client.get_alias, FunctionName=name, Name="latest")

    # Settings around a function

    def test_tags(self):
        self.create("tags", Tags={"a": "1"})
        arn = self.arn("tags")
        done = self.client.tag_resource(Resource=arn, Tags={"b": "2", "a": "3"})
        equal(done["ResponseMetadata"]["HTTPStatusCode"], 204, "status")
        equal(self.client.list_tags(Resource=arn)["Tags"], {"a": "3", "b": "2"}, "tags")
        self.client.untag_resource(Resource=arn, TagKeys=["a", "c"])
        equal(self.client.list_tags(Resource=arn)["Tags"], {"b": "2"}, "tags")
        fails("ResourceNotFoundException", 404, "Function not found", self.client.list_tags,
              Resource=self.arn("none"))
        fails("InvalidParameterValueException", 400, "exceeds resource tag limit",
              self.client.tag_resource, Resource=arn, Tags={str(n): "" for n in range(50)})
        fails("InvalidParameterValueException", 400, "nanolambda:executor",
              self.client.tag_resource, Resource=arn, Tags={"nanolambda:executor": "abacus"})

    def test_account_settings(self):
        before = self.client.get_account_settings()
        self.create("account")
        after = self.client.get_account_settings()
        equal(after["AccountUsage"]["FunctionCount"], before["AccountUsage"]["FunctionCount"] + 1,
              "functions")
        equal(after["AccountUsage"]["TotalCodeSize"],
              before["AccountUsage"]["TotalCodeSize"] + len(self.zip), "bytes of code")
        equal(after["AccountLimit"]["CodeSizeUnzipped"], 262_144_000, "limit")

    def test_concurrency(self):
        self.create("concurrency")
        name = self.name("concurrency")
        got = self.client.get_function_concurrency(FunctionName=name)
        check("ReservedConcurrentExecutions" not in got, "nothing is reserved")
        put = self.client.put_function_concurrency(FunctionName=name,
                                                   ReservedConcurrentExecutions=0)
        equal(put["ReservedConcurrentExecutions"], 0, "reserved")
        raised = fails("TooManyRequestsException", 429, "Rate Exceeded.", self.client.invoke,
                       FunctionName=name)
        equal(raised.response["Reason"], "ReservedFunctionConcurrentInvocationLimitExceeded",
              "reason")
        self.client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=5)
        equal(self.invoke(name)["StatusCode"], 200, "invoked")
        equal(self.client.get_function(FunctionName=name)["Concurrency"],
              {"ReservedConcurrentExecutions": 5}, "shown")
        fails("InvalidParameterValueException", 400, "UnreservedConcurrentExecution",
              self.client.put_function_concurrency, FunctionName=name,
              ReservedConcurrentExecutions=901)
        self.client.delete_function_concurrency(FunctionName=name)
        got = self.client.get_function_concurrency(FunctionName=name)
        check("ReservedConcurrentExecutions" not in got, "nothing is reserved")

    def test_policies(self):
        self.create("policy", Publish=True)
        name = self.name("policy")
        fails("ResourceNotFoundException", 404, "The resource you requested does not exist.",
              self.client.get_policy, FunctionName=name)
        permission = {"FunctionName": name, "StatementId": "s1", "Action": "lambda:InvokeFunction",
                      "Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::bucket",
                      "SourceAccount": "000000000000"}
        added = json.loads(self.client.add_permission(**permission)["Statement"])
        equal(added, {
            "Sid": "s1", "Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "lambda:InvokeFunction", "Resource": self.arn("policy"),
            "Condition": {"StringEquals": {"AWS:SourceAccount": "000000000000"},
                          "ArnLike": {"AWS:SourceArn": "arn:aws:s3:::bucket"}},
        }, "statement")
        fails("ResourceConflictException", 409, "The statement id (s1) provided already exists",
              self.client.add_permission, **permission)
        got = self.client.get_policy(FunctionName=name)
        policy = json.loads(got["Policy"])
        equal((policy["Version"], policy["Id"], policy["Statement"]),
              ("2012-10-17", "default", [added]), "policy")
        fails("PreconditionFailedException", 412, "does not match", self.client.add_permission,
              **{**permission, "StatementId": "s2", "RevisionId": "x"})
        self.client.add_permission(**{**permission, "StatementId": "s2", "Qualifier": "1"})
        own = json.loads(self.client.get_policy(FunctionName=name, Qualifier="1")["Policy"])
        equal(own["Statement"][0]["Resource"], self.arn("policy", "1"), "policy of a version")
        fails("ResourceNotFoundException", 404, "Statement s9 is not found in resource policy.",
              self.client.remove_permission, FunctionName=name, StatementId="s9")
        self.client.remove_permission(FunctionName=name, StatementId="s1")
        fails("ResourceNotFoundException", 404, "does not exist", self.client.get_policy,
              FunctionName=name)

    def test_event_invoke_configs(self):
        self.create("events", Publish=True)
        name = self.name("events")
        fails("ResourceNotFoundException", 404, "doesn't have an EventInvokeConfig",
              self.client.get_function_event_invoke_config, FunctionName=name)
        put = self.client.put_function_event_invoke_config(FunctionName=name,
                                                           MaximumRetryAttempts=1)
        equal((put["FunctionArn"], put["MaximumRetryAttempts"]),
              (self.arn("events", "$LATEST"), 1), "put")
        new = self.client.update_function_event_invoke_config(FunctionName=name,
                                                              MaximumEventAgeInSeconds=60)
        equal((new["MaximumRetryAttempts"], new["MaximumEventAgeInSeconds"]), (1, 60), "updated")
        check(new["LastModified"].year >= 1970, "date")
        self.client.put_function_event_invoke_config(FunctionName=name, Qualifier="1",
                                                     MaximumRetryAttempts=0)
        listed = self.client.list_function_event_invoke_configs(FunctionName=name)
        equal([config["FunctionArn"] for config in listed["FunctionEventInvokeConfigs"]],
              [self.arn("events", "$LATEST"), self.arn("events", "1")], "list")
        fails("ValidationException", 400, "at 'maximumRetryAttempts'",
              self.lenient.put_function_event_invoke_config, FunctionName=name,
              MaximumRetryAttempts=3)
        fails("InvalidParameterValueException", 400, "at least one of",
              self.client.put_function_event_invoke_config, FunctionName=name)
        self.client.delete_function_event_invoke_config(FunctionName=name)
        fails("ResourceNotFoundException", 404, "doesn't have an EventInvokeConfig",
              self.client.get_function_event_invoke_config, FunctionName=name)

    def test_what_is_not_here_says_so(self):
        fails("NotImplementedException", 501, "does not implement", self.client.list_layers)
        fails("NotImplementedException", 501, "does not implement",
              self.client.list_event_source_mappings)
        self.create("signing")
        got = self.client.get_function_code_signing_config(FunctionName=self.name("signing"))
        equal(got["FunctionName"], self.name("signing"), "code is not signed")

    def test_a_deleted_function_is_gone(self):
        self.create("delete", Publish=True)
        name = self.name("delete")
        location = self.client.get_function(FunctionName=name)["Code"]["Location"]
        gone = self.client.delete_function(FunctionName=name)
        check(gone["ResponseMetadata"]["HTTPStatusCode"] in (200, 204), "status")
        for call in [self.client.get_function, self.client.delete_function, self.client.invoke,
                     self.client.list_versions_by_function]:
            fails("ResourceNotFoundException", 404, self.arn("delete"), call, FunctionName=name)
        try:
            urllib.request.urlopen(location)
            raise AssertionError("the code is still there")
        except urllib.error.HTTPError as refused:
            equal(refused.code, 404, "download")
        made = self.create("delete")
        equal(made["Version"], "$LATEST", "the name is free again")

    def clean_up(self):
        pages = self.client.get_paginator("list_functions").paginate()
        for name in [f["FunctionName"] for page in pages for f in page["Functions"]]:
            if name.startswith(PREFIX):
                self.client.delete_function(FunctionName=name)


class Bound:
    """A call of several steps, with the client whose exceptions it raises."""

    def __init__(self, call, client):
        self.call = call
        self.__self__ = client

    def __call__(self):
        return self.call()


def main():
    suite = Suite(sys.argv[1].rstrip("/"), "--without-s3" not in sys.argv[2:])
    try:
        for name in dir(Suite):
            if name.startswith("test_"):
                try:
                    getattr(suite, name)()
                except Exception:
                    print(f"failed: {name}", file=sys.stderr)
                    raise
    finally:
        suite.clean_up()
    print(f"{passed} checks passed")


if __name__ == "__main__":
    main()
