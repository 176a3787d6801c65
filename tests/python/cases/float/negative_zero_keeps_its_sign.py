z = -0.0
print(z, repr(z), 0.0 == z, z * 1, z * -1, z + 0.0, z + z, z - z, 0.0 - 0.0)
print(abs(z), -z, str(z), round(-0.4), round(-0.4, 0), int(z), bool(z))
print(0.0 * -5, -0.0 // 3, -0.0 % 3, 0.0 // -3, 0.0 % -3)
print([0.0, -0.0], {0.0: "a", -0.0: "b"}, min(0.0, -0.0), max(-0.0, 0.0))
print(z ** 3, z ** 2, f"{z:.2f}", f"{z}", "%g" % z)
