"""The largest stretch of an endless matrix, by powers: calls of a small function, sums of floats."""

SIZE = 150
SMALL = 6


def entry(row, column):
    diagonal = row + column
    return 1.0 / (diagonal * (diagonal + 1) // 2 + row + 1)


def times(vector):
    count = len(vector)
    return [sum([entry(i, j) * vector[j] for j in range(count)]) for i in range(count)]


def times_transposed(vector):
    product = []
    for column in range(len(vector)):
        total = 0.0
        for row, part in enumerate(vector):
            total += entry(row, column) * part
        product.append(total)
    return product


def run(size):
    vector = [1.0] * size
    image = vector
    for _ in range(5):
        image = times_transposed(times(vector))
        vector = times_transposed(times(image))
    above = 0.0
    below = 0.0
    for first, second in zip(vector, image):
        above += first * second
        below += second * second
    return "%.9f" % (above / below) ** 0.5


if __name__ == "__main__":
    print(run(SIZE))
