import json
import uuid

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/things")
ids = [uuid.uuid5(NAMESPACE, f"thing-{n}") for n in range(3)]
print([str(one) for one in ids])
print(json.dumps({"id": str(ids[0]), "others": [one.hex for one in ids[1:]]}))
table = {one: n for n, one in enumerate(ids)}
print(table[uuid.UUID(str(ids[2]))], ids[1] in table, uuid.UUID(int=0) in table)
print(sorted(ids) == sorted(ids, key=lambda one: one.int), min(ids) <= max(ids))
print(f"{ids[0]!s:>40}|{ids[0]!r}", "%s" % ids[0] == str(ids[0]))
print(uuid.UUID(ids[0].urn) == ids[0], uuid.UUID(bytes=ids[0].bytes) == ids[0], uuid.UUID(bytes_le=ids[0].bytes_le) == ids[0], uuid.UUID(fields=ids[0].fields) == ids[0])
try:
    json.dumps(ids[0])
except TypeError as error:
    print(error)
made = {str(uuid.uuid4()) for _ in range(20)}
print(len(made), {len(text) for text in made}, {text[14] for text in made}, {text[19] in "89ab" for text in made})
