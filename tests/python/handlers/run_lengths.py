"""Compress text by run lengths and check that it comes back the same."""


def encode(text):
    runs = []
    for ch in text:
        if runs and runs[-1][0] == ch:
            runs[-1][1] += 1
        else:
            runs.append([ch, 1])
    return runs


def decode(runs):
    return "".join(ch * count for ch, count in runs)


def handler(event, context):
    runs = encode(event["text"])
    assert decode(runs) == event["text"], "round trip failed"
    packed = "".join(ch if count == 1 else f"{count}{ch}" for ch, count in runs)
    longest = max(runs, key=lambda run: run[1]) if runs else None
    return {
        "runs": runs,
        "packed": packed,
        "ratio": round(len(packed) / len(event["text"]), 4) if runs else 1.0,
        "longest": longest,
    }
