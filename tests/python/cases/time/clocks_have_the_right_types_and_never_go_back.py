import time

a = time.monotonic()
b = time.monotonic()
print(type(a).__name__, type(time.time()).__name__, b >= a,
    time.perf_counter() <= time.perf_counter())
print(type(time.time_ns()).__name__, type(time.monotonic_ns()).__name__,
    time.monotonic_ns() <= time.monotonic_ns())
