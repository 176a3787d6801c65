"""A REST API for notes: routes with parameters, status codes and JSON bodies."""

import json
import re

ROUTES = []
NOTES = {"1": {"id": "1", "text": "buy milk", "done": False}}


class HttpError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def route(method, pattern):
    compiled = re.compile("^" + re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", pattern) + "$")

    def register(function):
        ROUTES.append((method, compiled, function))
        return function

    return register


@route("GET", "/notes")
def list_notes(request):
    done = (request.get("queryStringParameters") or {}).get("done")
    notes = [n for n in NOTES.values() if done is None or n["done"] == (done == "true")]
    return 200, {"notes": notes, "count": len(notes)}


@route("POST", "/notes")
def create_note(request):
    body = json.loads(request.get("body") or "{}")
    if not isinstance(body.get("text"), str) or not body["text"].strip():
        raise HttpError(422, "text is required")
    note = {"id": str(len(NOTES) + 1), "text": body["text"].strip(), "done": False}
    NOTES[note["id"]] = note
    return 201, note


@route("GET", "/notes/{id}")
def get_note(request, id):
    if id not in NOTES:
        raise HttpError(404, f"note {id} does not exist")
    return 200, NOTES[id]


@route("PUT", "/notes/{id}/done")
def finish_note(request, id):
    get_note(request, id)[1]["done"] = True
    return 204, None


def handler(event, context):
    try:
        for method, pattern, function in ROUTES:
            found = pattern.match(event["path"])
            if found and method == event["httpMethod"]:
                status, body = function(event, **found.groupdict())
                break
        else:
            raise HttpError(405 if any(p.match(event["path"]) for _, p, _ in ROUTES) else 404, "no route")
    except HttpError as error:
        status, body = error.status, {"error": str(error)}
    except json.JSONDecodeError as error:
        status, body = 400, {"error": f"bad JSON at {error.pos}"}
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json"},
        "body": "" if body is None else json.dumps(body),
    }
