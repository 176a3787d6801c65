from array import array
a = array("i", [1, 2, 3]); a.append(4); print(a, a[1:3], a.itemsize, len(a), sum(a), a.tobytes())
try: array("b", [200])
except OverflowError as e: print(e)

