log = []

def task(name, n):
    for i in range(n):
        log.append(f"{name}{i}")
        got = yield ("sleep", i)
        if got:
            log.append(f"{name} got {got}")
    return name.upper()

def run(tasks):
    queue, results, tick = list(tasks), [], 0
    pending = {id(t): None for t in queue}
    while queue:
        current = queue.pop(0)
        tick += 1
        try:
            request = current.send(None if pending[id(current)] is None else tick)
            pending[id(current)] = request
            queue.append(current)
        except StopIteration as stop:
            results.append((stop.value, tick))
    return results

print(run([task("a", 2), task("b", 3), task("c", 1)]))
print(log)
