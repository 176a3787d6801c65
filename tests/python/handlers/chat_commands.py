"""A slash command of a chat: form-encoded bodies, subcommands with help, blocks as answers."""

from urllib.parse import parse_qs

COMMANDS = {}
KARMA = {}


def command(usage):
    def register(function):
        name = function.__name__.removeprefix("cmd_")
        COMMANDS[name] = (function, usage)
        return function

    return register


@command("karma NAME[++|--]")
def cmd_karma(user, name):
    """Give or take karma."""
    for ending, change in (("++", 1), ("--", -1)):
        if name.endswith(ending):
            name = name[:-2].lower()
            if name == user:
                return "Not yourself!"
            KARMA[name] = KARMA.get(name, 0) + change
    return f"{name} has {KARMA.get(name.lower(), 0)}"


@command("top [N]")
def cmd_top(user, n="3"):
    """Who has the most."""
    best = sorted(KARMA.items(), key=lambda pair: (-pair[1], pair[0]))[: int(n)]
    return "\n".join(f"{i}. {name}: {score:+d}" for i, (name, score) in enumerate(best, 1)) or "nobody"


@command("help")
def cmd_help(user):
    """This text."""
    return "\n".join(f"/{usage}: {f.__doc__}" for f, usage in COMMANDS.values())


def handler(event, context):
    form = {key: values[0] for key, values in parse_qs(event["body"]).items()}
    words = form.get("text", "help").split()
    function, usage = COMMANDS.get(words[0], (None, None))
    if function is None:
        text = f"Unknown command {words[0]!r}"
    else:
        try:
            text = function(form["user_name"].lower(), *words[1:])
        except (TypeError, ValueError):
            text = f"Usage: /{usage}"
    return {"response_type": "in_channel", "blocks": [{"type": "section", "text": t} for t in text.split("\n")]}
