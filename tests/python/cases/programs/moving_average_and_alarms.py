samples = [20.0, 20.5, 21.0, 35.0, 22.0, 21.5, None, 21.0, 50.5, 20.0]
window, alarms, averages = [], [], []
for i, sample in enumerate(samples):
    if sample is None:
        alarms.append((i, "missing"))
        continue
    window.append(sample)
    if len(window) > 3:
        window.pop(0)
    average = sum(window) / len(window)
    averages.append(round(average, 3))
    if abs(sample - average) > 5:
        alarms.append((i, f"spike {sample:.1f} vs {average:.2f}"))
print(averages)
for alarm in alarms:
    print(*alarm, sep=": ")
