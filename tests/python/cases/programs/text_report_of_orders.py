import csv
import io
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

ORDERS = '''day,customer,item,count,price
2024-01-03,Ann,"bolt, long",12,0.35
2024-01-17,Bob,nut,100,0.045
2024-02-01,Ann,washer,7,1.005
2024-02-29,Cid,"say ""hi""",1,19.99
2024-02-30,Bob,nut,1,1
2024-03-01,Bob,nut,x,1
'''

totals, months, bad = defaultdict(Decimal), defaultdict(int), []
for number, row in enumerate(csv.DictReader(io.StringIO(ORDERS)), 2):
    try:
        day, count = date.fromisoformat(row["day"]), int(row["count"])
    except ValueError as error:
        bad.append(f"line {number}: {error}")
        continue
    amount = (count * Decimal(row["price"])).quantize(Decimal("0.01"), ROUND_HALF_UP)
    totals[row["customer"]] += amount
    months[day.strftime("%Y-%m")] += count
    print(f"{day:%d %b} {row['customer']:<5}{row['item']:·^12}{amount:>8}")
print("-" * 32)
for customer, total in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])):
    print(f"{customer:<10}{total:>10,}")
print(dict(months), *bad, sep="\n")
