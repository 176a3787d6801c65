"""How instances of a function begin, as boto3 sees it: nobody is to notice that they are copies.

    python3 tests/interop/starts_boto3.py http://127.0.0.1:4566

It prints how many checks passed, or fails with the first that did not.
"""

import base64
import io
import json
import sys
import threading
import zipfile

import boto3
from botocore.config import Config

# The key of the hashing is another one in each instance whose module ran.
SOURCE = '''
import json
import logging
import os

import boto3

print("loading")
TABLE = os.environ["TABLE"]
KEY = hash("what is hashed")
functions = boto3.client("lambda")
items = []

def handler(event, context):
    if event == "exit":
        raise SystemExit(1)
    items.append(event)
    own = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"] == context.log_stream_name
    inner = None
    if event == "both":
        answer = functions.invoke(FunctionName=context.function_name, Payload=b'"inner"')
        inner = json.loads(answer["Payload"].read())
    return {"key": KEY, "table": TABLE, "items": items, "own": own, "inner": inner}
'''
DRAWING = '''
import os
import random
import time
import uuid

drawn = [str(uuid.uuid4()), random.random(), time.time(), os.urandom(8).hex()]

def handler(event, context):
    if event == "exit":
        raise SystemExit(1)
    return drawn
'''
passed = 0


def check(condition, what):
    global passed
    assert condition, what
    passed += 1


def zip_of(text):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("app.py", text)
    return archive.getvalue()


class Function:
    def __init__(self, endpoint, name, text):
        config = Config(retries={"max_attempts": 0}, read_timeout=60)
        self.client = boto3.client(
            "lambda", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="test",
            aws_secret_access_key="test", config=config,
        )
        self.name = name
        self.text = text

    def create(self, table):
        made = self.client.create_function(
            FunctionName=self.name, Runtime="python3.12", Role="arn:aws:iam::000000000000:role/any",
            Handler="app.handler", Code={"ZipFile": zip_of(self.text)},
            Environment={"Variables": {"TABLE": table}}, SnapStart={"ApplyOn": "PublishedVersions"},
        )
        check("StateReason" not in made, f"it runs on the machine: {made}")
        return made

    def invoke(self, event, **arguments):
        payload = json.dumps(event).encode()
        return self.client.invoke(
            FunctionName=self.name, Payload=payload, LogType="Tail", **arguments
        )

    def start(self, event="x", **arguments):
        """The first answer of a new instance, and its log."""
        ended = self.invoke("exit", **arguments)
        check(b"exit status 1" in ended["Payload"].read(), "the instance ends")
        got = self.invoke(event, **arguments)
        answer = json.loads(got["Payload"].read())
        check("FunctionError" not in got, answer)
        return answer, base64.b64decode(got["LogResult"]).decode()


def copies_are_as_good(function):
    function.create("one")
    answer, _ = function.start()
    expected = {"key": answer["key"], "table": "one", "items": ["x"], "own": True, "inner": None}
    for _ in range(3):
        answer, log = function.start()
        check(answer == expected, f"{answer}, not {expected}")
        check("\nloading\n" in log and "Init Duration: " in log, f"log {log!r}")
    answer, _ = function.start("both")
    inner = answer["inner"]
    check((answer["items"], inner["items"]) == (["both"], ["inner"]), f"two at once: {answer}")
    check(inner["key"] == answer["key"] == expected["key"], "both are copies")
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(function.start()[0])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(all(answer["key"] == expected["key"] for answer in answers), f"keys of {answers}")
    # No more of them can be idle.
    for _ in range(2 + len(threads)):
        function.invoke("exit")
    return expected


def changes_begin_anew(function, before):
    client, name = function.client, function.name
    arn = client.get_function(FunctionName=name)["Configuration"]["FunctionArn"]
    client.tag_resource(Resource=arn, Tags={"team": "x"})
    check(function.start()[0] == before, "a tag changes nothing")
    version = client.publish_version(FunctionName=name)["Version"]
    published, _ = function.start(Qualifier=version)
    check(published["key"] != before["key"], "a version has its own")
    changed = client.update_function_configuration(
        FunctionName=name, Environment={"Variables": {"TABLE": "two"}}
    )
    snap_start = {"ApplyOn": "PublishedVersions", "OptimizationStatus": "Off"}
    check(changed["SnapStart"] == snap_start, f"{changed['SnapStart']} has no effect")
    after, _ = function.start()
    check(after["table"] == "two" and after["key"] != before["key"], f"{after} is old")
    check(function.start()[0] == after, "copies of the new one")
    check(function.start(Qualifier=version)[0] == published, "the version is what it was")
    client.update_function_configuration(FunctionName=name, MemorySize=256)
    larger, _ = function.start()
    check(larger["key"] != after["key"], "another memory is another machine")
    code = zip_of(function.text.replace('"table": TABLE', '"table": TABLE + "!"'))
    client.update_function_code(FunctionName=name, ZipFile=code)
    answer, _ = function.start()
    check(answer["table"] == "two!", f"{answer} is of the old code")


def nothing_is_left_of_what_is_deleted(function):
    function.client.delete_function(FunctionName=function.name)
    function.create("one")
    before, _ = function.start()
    check(function.start()[0] == before, "a copy")
    function.client.delete_function(FunctionName=function.name)
    function.create("one")
    check(function.start()[0]["key"] != before["key"], "it is a new function")


def what_is_drawn_is_drawn_by_each(function):
    function.create("one")
    drawn = [function.start()[0] for _ in range(3)]
    for values in zip(*drawn):
        check(len(set(values)) == 3, f"{values} are copies")


def main():
    endpoint = sys.argv[1].rstrip("/")
    function = Function(endpoint, "starts", SOURCE)
    changes_begin_anew(function, copies_are_as_good(function))
    nothing_is_left_of_what_is_deleted(function)
    what_is_drawn_is_drawn_by_each(Function(endpoint, "drawing", DRAWING))
    print(f"{passed} checks passed")


if __name__ == "__main__":
    main()
