print("é".encode())
print("é".encode("ascii"))
