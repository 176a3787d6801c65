"""Invokes a function with boto3 and writes the answer as it came.

python3 invoke_boto3.py http://127.0.0.1:4566 light '[120]'
"""

import sys

import boto3

endpoint, function, event = sys.argv[1:]
client = boto3.client("lambda", endpoint_url=endpoint)
answer = client.invoke(FunctionName=function, Payload=event)
assert answer["StatusCode"] == 200, answer
assert "FunctionError" not in answer, answer["Payload"].read()
sys.stdout.buffer.write(answer["Payload"].read())
