def trace(where):
    log = []
    def fail(name):
        log.append(name)
        if name == where:
            raise ValueError(name)
    try:
        try:
            fail("try")
            raise KeyError("always")
        except KeyError:
            try:
                fail("handler")
            finally:
                log.append("handler-finally")
        else:
            log.append("else")
        finally:
            try:
                fail("finally")
            except ValueError:
                log.append("finally-handled")
    except ValueError as error:
        log.append(f"out:{error}")
    return log

for where in ("try", "handler", "finally", "nowhere"):
    print(where, trace(where))
