# refuse: 3 match
def handler(event, context):
    match event:
        case {"kind": "motion"}:
            return "on"
        case _:
            return "off"
