# refuse: 2 async def
async def handler(event, context):
    return [item async for item in event]
