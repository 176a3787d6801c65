"""A webhook that checks the signature of its body."""

import base64
import hashlib
import hmac
import json
import os

SECRET = os.environ.get("SECRET", "").encode()


def verify(headers, body):
    name, _, signature = headers.get("x-hub-signature-256", "").partition("=")
    if name != "sha256":
        raise PermissionError("no signature")
    expected = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, signature):
        raise PermissionError("wrong signature")


def handler(event, context):
    headers = {name.lower(): value for name, value in event["headers"].items()}
    body = event["body"]
    data = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode("utf-8")
    try:
        verify(headers, data)
        payload = json.loads(data)
    except PermissionError as error:
        return {"statusCode": 401, "body": str(error)}
    except ValueError:
        return {"statusCode": 400, "body": "not JSON"}
    kind = headers.get("x-event", "ping")
    match kind, payload:
        case "push", {"ref": ref, "commits": [*commits]}:
            text = f"{len(commits)} commits to {ref.rsplit('/', 1)[-1]}"
        case "issues", {"action": action, "issue": {"number": number, "title": title}}:
            text = f"issue #{number} {action}: {title}"
        case "ping", _:
            text = "pong"
        case _:
            text = f"ignored {kind}"
    return {"statusCode": 200, "body": text, "digest": hashlib.sha256(data).hexdigest()[:12]}
