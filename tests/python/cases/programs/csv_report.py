text = """name,qty,price
bolt,100,0.25
nut,250,0.10
"gear",x,12.5
washer,,0.05
axle,4,19.99"""
lines = text.splitlines()
header = lines[0].split(",")
rows, errors = [], []
for number, line in enumerate(lines[1:], start=2):
    record = dict(zip(header, (field.strip('"') for field in line.split(","))))
    try:
        record["qty"] = int(record["qty"])
        record["price"] = float(record["price"])
    except ValueError as error:
        errors.append(f"line {number}: {error}")
        continue
    rows.append(record)
for r in sorted(rows, key=lambda r: r["qty"] * r["price"], reverse=True):
    print("{name:<8}{qty:>5}{price:>8.2f}{total:>10.2f}".format(total=r["qty"] * r["price"], **r))
print("total", round(sum([r["qty"] * r["price"] for r in rows]), 2))
print(*errors, sep="\n")
