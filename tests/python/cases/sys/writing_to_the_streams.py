import sys

print(sys.stdout.write("one\n"), sys.stdout.write(""), sys.stdout.write("zwölf €\n"))
sys.stdout.writelines(["a", "b", "\n"])
sys.stdout.flush()
print("mixed", end=" ")
sys.stdout.write("with print\n")
sys.stderr.write("not shown here\n")
print("not here either", file=sys.stderr)
print("to the output", 3, None, sep="-", end="!\n", file=sys.stdout, flush=True)
for wrong in (3, b"bytes", None):
    try:
        sys.stdout.write(wrong)
    except TypeError as error:
        print(error)
write = sys.stdout.write
write("through a bound method\n")
print(sys.__stdout__ is sys.stdout, sys.stdout.isatty())
