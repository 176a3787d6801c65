events = [("create", "a", 1), ("set", "a", 5), ("create", "b", 2), ("delete", "a", None),
    ("set", "a", 9), ("create", "a", 3), ("add", "b", 10), ("noop", "b", 0)]

def replay(events):
    state, rejected = {}, []
    def create(key, value):
        if key in state:
            raise ValueError("exists")
        state[key] = value
    def assign(key, value):
        if key not in state:
            raise KeyError(key)
        state[key] = value
    def add(key, value):
        state[key] += value
    actions = {"create": create, "set": assign, "add": add, "delete": lambda key, _: state.pop(key)}
    for seq, (kind, key, value) in enumerate(events):
        try:
            actions[kind](key, value)
        except Exception as error:
            rejected.append((seq, type(error).__name__, str(error)))
    return state, rejected

print(replay(events))
print(replay(events * 2))
