import sys, io
from sys import stdout, stderr as err
out = sys.stdout
sys.stdout = io.StringIO()
stdout.write("real\n")
out.write("real 2\n")
print("caught")
v = sys.stdout.getvalue()
sys.stdout = out
print(repr(v))
import contextlib
from contextlib import redirect_stdout
with redirect_stdout(io.StringIO()) as f:
    print("x")
    stdout.write("real 3\n")
print(repr(f.getvalue()))
