rows = [("kitchen", 21.456, 45), ("hall", 19.0, 50), ("attic", -3.25, 100)]
print(f"{'room':<10}|{'temp':>8}|{'rh':>5}")
print("-" * 10 + "+" + "-" * 8 + "+" + "-" * 5)
for room, temperature, humidity in rows:
    print(f"{room:<10}|{temperature:>8.2f}|{humidity:>4}%")
    print("%-10s|%8.2f|%4d%%" % (room, temperature, humidity))
    print("{:<10}|{:>8.2f}|{:>4}%".format(room, temperature, humidity))
