for length in range(5):
    part = list(range(length))
    for count in (-1, 0, 1, 2, 3, 4, 5, 7, 8, 9, 17):
        again = part * count
        assert again == [n for _ in range(count) for n in part], (length, count)
        assert tuple(part) * count == tuple(again)
        assert count * part == again and part == list(range(length))
        in_place = list(part)
        in_place *= count
        assert in_place == again
        print(length, count, len(again), again[:3], again[-3:])

rows = [[]] * 3
rows[0].append(1)
print(rows, [None] * 1000 == [None for _ in range(1000)])
