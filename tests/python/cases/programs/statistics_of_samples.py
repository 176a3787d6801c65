data = [2.5, 3.5, 1.0, 4.25, 3.5, 9.0, 0.5, 2.75, 3.5, 6.0]

def mean(values):
    total = 0.0
    for v in values:
        total += v
    return total / len(values)

def median(values):
    s = sorted(values)
    n = len(s)
    return s[n // 2] if n % 2 else (s[n // 2 - 1] + s[n // 2]) / 2

m = mean(data)
deviation = mean([(v - m) ** 2 for v in data]) ** 0.5
print(m, median(data), median(data[:-1]), deviation, max(set(data), key=data.count))
histogram = {}
for v in data:
    bucket = int(v // 2) * 2
    histogram[bucket] = histogram.get(bucket, 0) + 1
for bucket in sorted(histogram):
    count = histogram[bucket]
    print(f"{bucket:>2}-{bucket + 2:<2} {'#' * count} {count / len(data):.0%}")
quartiles = [sorted(data)[int(len(data) * f)] for f in (0.25, 0.5, 0.75)]
print(quartiles, [round((v - m) / deviation, 3) for v in data])
