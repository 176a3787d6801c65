print("before")
raise RuntimeError
