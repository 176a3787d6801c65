# refuse: 3 eval
def handler(event, context):
    return eval(event["expression"])
