"""Reads pages of readings under a lease, which a generator gives back however it is left."""


def pages(readings, size):
    print("lease taken")
    try:
        for start in range(0, len(readings), size):
            yield readings[start : start + size]
    finally:
        print("lease given back")


def handler(event, context):
    limit = event["limit"]
    for page in pages(event["readings"], event.get("size", 2)):
        if max(page) > limit:
            return {"over": max(page)}
        print("page", page)
    return {"over": None}
