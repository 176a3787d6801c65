import time

print(time.gmtime(0)[:6], time.gmtime(86400 * 365)[:6], time.gmtime(951782400)[:8],
    time.gmtime(1700000000).tm_year)
print(time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1700000000)), time.strftime("%j %H%%",
    time.gmtime(0)))
