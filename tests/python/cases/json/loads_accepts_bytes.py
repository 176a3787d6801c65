import json

print(json.loads(b'{"a": [1, "\xc3\xa9"]}'), json.loads("[1]".encode()), json.loads(b"null"),
    json.loads("日".join('""').encode("utf-8")))
for bad in (5, None, [], {}):
    try:
        json.loads(bad)
    except TypeError as error:
        print(error)
