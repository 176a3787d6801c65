"""A door lock with a code, lock-out after failures, and pins for the bolt and the buzzer."""

import device

BOLT, BUZZER = 4, 5


class Locked(Exception):
    pass


class Lock:
    def __init__(self, code, tries=3):
        self.code, self.tries, self.failures, self.until = code, tries, 0, 0

    def open(self, code, now):
        if now < self.until:
            raise Locked(f"wait {self.until - now} s")
        if code != self.code:
            self.failures += 1
            if self.failures >= self.tries:
                self.until, self.failures = now + 60, 0
                device.set_pin_high(BUZZER)
                raise Locked("too many tries")
            return False
        self.failures = 0
        device.set_pin_low(BUZZER)
        device.set_pin_high(BOLT)
        return True

    def close(self):
        device.set_pin_low(BOLT)


LOCK = Lock("2580")


def handler(event, context):
    try:
        match event:
            case {"press": str(code), "at": int(now)}:
                return "open" if LOCK.open(code, now) else f"wrong, {LOCK.tries - LOCK.failures} left"
            case {"close": True}:
                LOCK.close()
                return "closed"
    except Locked as error:
        return f"locked: {error}"
    raise ValueError(f"what is {event!r}?")
