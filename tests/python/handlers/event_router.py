"""Route events by source and detail type; unknown ones are counted, not lost."""

handled = {}


def on_motion(detail):
    return "lights on in " + ", ".join(sorted(detail["rooms"]))


def on_button(detail, presses=1):
    return "pressed %s %d time%s" % (detail.get("id", "?"), presses, "" if presses == 1 else "s")


def on_firmware(detail):
    major, minor, *rest = [int(part) for part in detail["version"].split(".")]
    patch = rest[0] if rest else 0
    if (major, minor, patch) < (2, 1, 0):
        raise RuntimeError(f"device {detail['device']} needs an upgrade from {detail['version']}")
    return f"device {detail['device']} is current"


ROUTES = {
    ("sensor", "motion"): on_motion,
    ("sensor", "button"): lambda detail: on_button(detail, presses=detail.get("presses", 1)),
    ("device", "firmware"): on_firmware,
}


def handler(event, context):
    key = (event["source"], event["type"])
    action = ROUTES.get(key)
    name = "/".join(key)
    handled[name] = handled.get(name, 0) + 1
    if action is None:
        return {"status": "ignored", "route": name, "seen": handled[name]}
    return {"status": "done", "result": action(event["detail"]), "seen": handled[name]}
