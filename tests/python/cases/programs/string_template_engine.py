def render(template, values):
    out, i = [], 0
    while True:
        start = template.find("{{", i)
        if start < 0:
            return "".join(out) + template[i:]
        end = template.find("}}", start)
        if end < 0:
            raise ValueError(f"unclosed field at {start}")
        out.append(template[i:start])
        name, *filters = [part.strip() for part in template[start + 2:end].split("|")]
        value = values
        for key in name.split("."):
            value = value[int(key)] if isinstance(value, list) else value[key]
        for f in filters:
            value = {"upper": str.upper, "len": len, "json": repr, "twice": lambda v: v
                * 2}[f](value)
        out.append(str(value))
        i = end + 2

values = {"user": {"name": "ann", "tags": ["x", "y"]}, "n": 3}
for template in ("Hi {{user.name | upper}}!", "{{ n|twice }} {{user.tags.1}} {{user.tags|len}}",
    "plain", "{{missing}}", "{{n", "{{user.name|nope}}"):
    try:
        print(render(template, values))
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
