print("x")
raise "text"
