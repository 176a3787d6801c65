# refuse: 4 yield from
def flatten(items):
    for item in items:
        yield from item


def handler(event, context):
    return list(flatten(event))
