"""Times a program on the interpreter that runs this: FOLDER NAME whole|small.

Prints the seconds of a run in a process that has run it once before, then its checksum. It asks
for so little that other interpreters of Python can run it.
"""

import sys
import time

clock = getattr(time, "perf_counter", time.time)

sys.path.insert(0, sys.argv[1])
program = __import__(sys.argv[2])
size = program.SMALL if sys.argv[3] == "small" else program.SIZE
first = program.run(size)
started = clock()
second = program.run(size)
seconds = clock() - started
if first != second:
    raise ValueError("two runs have two checksums")
print("%.9f" % seconds)
print(second)
