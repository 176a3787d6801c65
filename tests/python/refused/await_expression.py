# refuse: 5 async def
import json


async def fetch(url):
    body = await get(url)
    return json.loads(body)
