print("one")
assert not [1]
