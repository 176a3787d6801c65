import time

seconds = time.time()
nanoseconds = time.time_ns()
print(seconds > 0, nanoseconds >= 0, abs(nanoseconds / 1e9 - seconds) < 60,
    int(seconds) <= nanoseconds // 10 ** 9 + 1)
