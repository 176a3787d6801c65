print("before")
raise ValueError("the reason")
print("after")
