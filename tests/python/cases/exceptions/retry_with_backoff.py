class Flaky:
    def __init__(self, failures): self.failures, self.calls = failures, 0
    def __call__(self):
        self.calls += 1
        if self.calls <= self.failures:
            raise ConnectionError(f"attempt {self.calls}")
        return f"ok after {self.calls}"

def retry(action, times, delay=1):
    waited = []
    for attempt in range(1, times + 1):
        try:
            return action(), waited
        except ConnectionError as error:
            if attempt == times:
                raise TimeoutError(f"gave up after {times}") from error
            waited.append(delay)
            delay *= 2

print(retry(Flaky(0), 3), retry(Flaky(2), 3), retry(Flaky(4), 6, 3))
try:
    retry(Flaky(5), 3)
except TimeoutError as error:
    print(error, "<-", repr(error.__cause__), isinstance(error, OSError))
