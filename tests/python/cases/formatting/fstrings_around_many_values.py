for n in (1, 10, 100, 1000):
    for x in (0.001, 1.0, 12345.678):
        print(f"{n:>6}{x:>12.3f}{n * x:>15,.4f}{x / n:>12.3e}{n:#8x}{n:>12b}")
items = {"apple": 1.5, "kiwi": 22.75}
print("; ".join(f"{k!r:>8}={v:06.2f}" for k, v in items.items()))
print(
    f"{sum(v for v in items.values()):.1f} {', '.join(sorted(items))} {max(items, key=items.get)}")
