from collections import deque
from statistics import StatisticsError, fmean, median, pstdev, quantiles, stdev

SERIES = [20.1, 20.3, 19.9, 20.0, 20.2, 35.0, 20.1, 20.0, 5.5, 20.2, 20.1]


def alarms(series, window=5, factor=3.0):
    recent = deque(maxlen=window)
    for moment, value in enumerate(series):
        if len(recent) >= 3:
            mean, spread = fmean(recent), stdev(recent)
            if abs(value - mean) > factor * max(spread, 0.1):
                yield moment, value, round(mean, 4), round(spread, 4)
                continue
        recent.append(value)


for alarm in alarms(SERIES):
    print(*alarm)
print(median(SERIES), round(pstdev(SERIES), 6), [round(q, 3) for q in quantiles(SERIES)])
for work in (lambda: fmean([]), lambda: stdev([1]), lambda: quantiles([1])):
    try:
        work()
    except StatisticsError as error:
        print(error)
