# refuse: 3 exec
def handler(event, context):
    exec(event["code"])
