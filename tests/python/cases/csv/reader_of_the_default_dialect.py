import csv
import io

SAMPLES = [
    "a,b,c\r\n1,2,3\r\n",
    'x,"quoted, comma",z\n',
    'a,"line\nbreak",b\r\nnext,row\r\n',
    '"double ""quote""",x\n',
    "\n\na,b\n\n",
    "trailing,\n,leading\n,\n",
    'a"b,c"\n',
    '"a"b,c\n',
    '"open',
    "no newline",
    "",
    " spaced , b \n",
    'a,"",b\n',
]
for sample in SAMPLES:
    print(repr(sample), list(csv.reader(io.StringIO(sample, newline=""))))
rows = csv.reader(["a,b", "1,2"])
print(next(rows), rows.line_num, next(rows), rows.line_num)
try:
    next(rows)
except StopIteration:
    print("end")
print(list(csv.reader(['a,"b', 'c",d'])))
print(sum(int(row[1]) for row in csv.reader(["x,1", "y,2"])))
