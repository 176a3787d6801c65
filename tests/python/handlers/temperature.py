"""Convert temperatures between scales, with the rounding a display needs."""

TO_KELVIN = {
    "C": lambda t: t + 273.15,
    "F": lambda t: (t + 459.67) * 5 / 9,
    "K": lambda t: t,
    "R": lambda t: t * 5 / 9,
}
FROM_KELVIN = {
    "C": lambda k: k - 273.15,
    "F": lambda k: k * 9 / 5 - 459.67,
    "K": lambda k: k,
    "R": lambda k: k * 9 / 5,
}


def convert(value, source, target):
    kelvin = TO_KELVIN[source.upper()](value)
    if kelvin < 0:
        raise ValueError(f"{value} {source} is below absolute zero")
    return FROM_KELVIN[target.upper()](kelvin)


def handler(event, context):
    results = {}
    for target in event.get("to", "CFK"):
        exact = convert(event["value"], event["from"], target)
        text = f"{exact:.1f}\u00b0{target}"
        results[target] = {"exact": exact, "rounded": round(exact, 1), "text": text}
    return results
