def run(commands):
    state, log = "idle", []
    for command in commands:
        if state == "idle" and command == "start":
            state = "running"
        elif state == "running" and command in ("pause", "stop"):
            state = "paused" if command == "pause" else "idle"
        elif state == "paused":
            if command == "resume":
                state = "running"
            elif command == "stop":
                state = "idle"
            else:
                log.append("ignored " + command)
                continue
        else:
            log.append("bad " + command)
            break
        log.append(state)
    else:
        log.append("end")
    return log

print(run(["start", "pause", "jump", "resume", "stop"]))
print(run(["start", "stop", "pause", "start"]))
print(run([]))
