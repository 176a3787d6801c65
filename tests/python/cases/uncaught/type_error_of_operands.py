readings = [1, 2, "3"]
total = 0
for reading in readings:
    total = total + reading
    print(total)
