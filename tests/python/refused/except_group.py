# refuse: 5 except*
def handler(event, context):
    try:
        return int(event)
    except* ValueError:
        return None
