def run(line, state):
    match line.split():
        case ["go", ("north" | "south" | "east" | "west") as way]:
            state["path"].append(way[0])
            return f"going {way}"
        case ["go", elsewhere]: return f"cannot go {elsewhere}"
        case ["take", *things] if things:
            state["bag"].extend(things)
            return f"took {' and '.join(things)}"
        case ["drop", thing] if thing in state["bag"]:
            state["bag"].remove(thing)
            return f"dropped {thing}"
        case ["drop", thing]: return f"no {thing}"
        case ["add", a, b] if a.isdigit() and b.isdigit(): return int(a) + int(b)
        case ["quit" | "exit"]: return None
        case []: return "say something"
        case [verb, *_]: return f"unknown verb {verb}"

state = {"path": [], "bag": []}
for line in ["go north", "go up", "take", "take lamp key", "drop lamp", "drop lamp", "add 2 3",
             "add x 3", "", "dance now", "exit"]:
    print(repr(line), "->", run(line, state))
print(state)
