tasks = [("blink", 3, 2), ("sample", 1, 5), ("upload", 2, 4), ("sleep", 9, 1)]
queue = [{"name": n, "priority": p, "left": t, "waited": 0} for n, p, t in tasks]
clock, trace = 0, []
while any(task["left"] for task in queue):
    ready = [task for task in queue if task["left"]]
    ready.sort(key=lambda t: (t["priority"] - t["waited"] // 3, t["name"]))
    task = ready[0]
    task["left"] -= 1
    for other in ready[1:]:
        other["waited"] += 1
    trace.append(task["name"][0])
    clock += 1
print("".join(trace), clock, [(t["name"], t["waited"]) for t in queue])
