data = bytearray(b"abc")
with memoryview(data) as view:
    print(view[0])
for work in (lambda: view[0], lambda: len(view), lambda: view.tobytes()):
    try:
        work()
    except ValueError as error:
        print(error)
view.release()
data.append(100)
print(data)
