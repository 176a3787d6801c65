import math

records = [(0.01 * i, 0.98 - 0.003 * i, math.sin(i) * 0.1) for i in range(40)]
magnitudes = [math.sqrt(x * x + y * y + z * z) for x, y, z in records]
for m in magnitudes:
    print(m)
mean = math.fsum(magnitudes) / len(magnitudes)
variance = math.fsum((m - mean) ** 2 for m in magnitudes) / (len(magnitudes) - 1)
print(mean, variance, math.sqrt(variance), max(magnitudes), min(magnitudes))
