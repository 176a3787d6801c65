import time

for clock in (time.time, time.monotonic, time.perf_counter, time.process_time, time.thread_time):
    print(type(clock()).__name__, clock() <= clock())
for clock in (time.time_ns, time.monotonic_ns, time.perf_counter_ns, time.process_time_ns):
    print(type(clock()).__name__, clock() <= clock())
print(time.timezone, time.altzone, time.daylight)
now = time.time()
print(abs(time.mktime(time.localtime(now)) - int(now)) < 1, time.gmtime(now)[:6] == time.localtime(now)[:6])
print(time.strftime("%Y") == str(time.gmtime().tm_year), len(time.ctime()), len(time.asctime()))
for wrong in (-1, "a", None):
    try:
        time.sleep(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
