def put(sequence, values):
    sequence[0:2] = values
    return sequence

print(sum(put([1, 2, 3], [n, 5])[0] for n in range(600)))
fixed = (1, 2, 3)
for values in ([4, 5], (6, 7)):
    for _ in range(3):
        try:
            print(put(fixed, values))
        except TypeError as error:
            print(error)
print(fixed)
