import re

SOURCE = """
; settings
[server]
host = 10.0.0.1
port=80   ; inline
[empty]
[paths]
root = /srv/%(name)s
name = data
broken line
"""

LINE = re.compile(r"""
    \s*(?:
        \[(?P<section>[^\]]+)\]
      | (?P<key>\w+)\s*=\s*(?P<value>[^;]*?)
    )\s*(?:;.*)?$
""", re.VERBOSE)


def parse(source):
    result, section, bad = {}, None, []
    for number, line in enumerate(source.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith(";"):
            continue
        if not (match := LINE.match(line)):
            bad.append((number, line))
        elif match["section"]:
            section = result.setdefault(match["section"], {})
        else:
            section[match["key"]] = match["value"]
    return result, bad


settings, bad = parse(SOURCE)
print(settings)
print(bad)
print(settings["paths"]["root"] % settings["paths"])
