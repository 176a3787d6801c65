from pystone_like import run


def handler(event, context):
    return run(event)
