# refuse: 3 complex literal
def handler(event, context):
    impedance = 3 + 4j
    return abs(impedance)
