def run(action):
    log = []
    try:
        log.append("try")
        if action == "raise":
            raise ValueError("x")
        if action == "other":
            raise KeyError("k")
        if action == "return":
            return log
    except ValueError:
        log.append("except")
    except KeyError as error:
        log.append(f"key {error}")
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("after")
    return log

for action in ("none", "raise", "other", "return"):
    print(action, run(action))
