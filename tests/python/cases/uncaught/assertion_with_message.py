x = 5
assert x > 0, "fine"
print("one")
assert x > 10, f"x is only {x}"
