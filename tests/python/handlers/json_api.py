"""An API Gateway proxy handler over an in-memory table of items."""

import json

items = {"1": {"id": "1", "name": "gateway", "stock": 4}}


def respond(status, body):
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(body),
    }


def create(event):
    body = json.loads(event.get("body") or "{}")
    name = body["name"].strip()
    if not name:
        raise ValueError("name must not be empty")
    key = str(len(items) + 1)
    items[key] = {"id": key, "name": name, "stock": int(body.get("stock", 0))}
    return respond(201, items[key])


def read(event):
    parameters = event.get("pathParameters") or {}
    key = parameters.get("id")
    if key is None:
        return respond(200, sorted(items.values(), key=lambda item: item["id"]))
    if key not in items:
        return respond(404, {"message": f"no item {key!r}"})
    return respond(200, items[key])


def remove(event):
    key = event["pathParameters"]["id"]
    return respond(200, items.pop(key))


ROUTES = {"POST": create, "GET": read, "DELETE": remove}


def handler(event, context):
    method = event.get("httpMethod", "GET")
    route = ROUTES.get(method)
    if route is None:
        return respond(405, {"message": "method %s is not allowed" % method})
    try:
        return route(event)
    except json.JSONDecodeError as error:
        return respond(400, {"message": "body is not JSON", "detail": str(error)})
    except KeyError as error:
        return respond(400, {"message": f"missing {error}"})
    except (ValueError, TypeError, AttributeError) as error:
        return respond(422, {"message": str(error), "type": type(error).__name__})
