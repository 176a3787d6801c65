"""Every kind of value that a handler can answer with, and some that it cannot."""

ANSWERS = {
    "none": None,
    "flags": [True, False],
    "ints": (0, -1, 2**31, 2**53 + 1, 2**64, -(10**30)),
    "floats": [0.1, -0.0, 1e16, 1e22, 5e-324, 1.7976931348623157e308, 100.0],
    "not finite": [float("inf"), float("-inf"), float("nan")],
    "text": ["", "plain", "é日\U0001F600", 'quote " back \\ slash /', "\x00\x1f\x7f\n\t", "\u2028"],
    "keys": {1: "int", 2.5: "float", None: "none", True: "merged with 1", "é": "text"},
    "nested": {"a": [{"b": ({"c": []},)}], "empty": {}},
    "set": {1},
    "bytes": [b"raw"],
    "range": range(3),
    "function": len,
    "tuple key": {(1, 2): 3},
}


def handler(event, context):
    if event == "circle":
        circle = []
        circle.append(circle)
        return circle
    return ANSWERS[event]
