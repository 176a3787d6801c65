"""List the objects named in an S3 notification, by bucket and kind."""

HEX = "0123456789abcdef"


def unquote(text):
    data = []
    i = 0
    while i < len(text):
        if text[i] == "+":
            data.append(32)
            i += 1
        elif text[i] == "%":
            high, low = text[i + 1 : i + 3].lower()
            data.append(HEX.index(high) * 16 + HEX.index(low))
            i += 3
        else:
            data.extend(text[i].encode("utf-8"))
            i += 1
    return bytes(data).decode("utf-8")


def describe(record):
    s3 = record["s3"]
    key = unquote(s3["object"]["key"])
    folder, _, name = key.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    return {
        "bucket": s3["bucket"]["name"],
        "key": key,
        "folder": folder,
        "kind": extension.lower() if dot and stem else "none",
        "size": s3["object"].get("size", 0),
        "action": record["eventName"].split(":")[0],
    }


def handler(event, context):
    objects = [describe(record) for record in event["Records"] if record["eventSource"] == "aws:s3"]
    sizes = {}
    for item in objects:
        sizes[item["bucket"]] = sizes.get(item["bucket"], 0) + item["size"]
    return {"objects": objects, "sizes": sizes}
