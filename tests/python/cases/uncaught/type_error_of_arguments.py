def handler(event, context):
    return event

print(handler({}, None))
handler({})
