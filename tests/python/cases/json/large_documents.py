import json

rows = [{"id": i, "name": "row" + str(i), "values": [i / 8, i * 10 ** 10, None], "flag": i % 2 == 0}
    for i in range(300)]
text = json.dumps(rows)
print(len(text), text[:120], text[-60:])
back = json.loads(text)
print(back == rows, back[299]["values"], sum(r["id"] for r in back), json.dumps(back) == text)
