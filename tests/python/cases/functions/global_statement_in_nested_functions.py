total = 0

def outer():
    total = "local"
    def inner():
        global total
        total += 1
        return total
    inner()
    inner()
    return total

print(outer(), total)

def setter():
    def deep():
        global created
        created = [1]
    deep()

setter()
print(created)
