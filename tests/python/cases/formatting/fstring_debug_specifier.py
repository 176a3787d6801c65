x = 5
text = "a'b"
print(f"{x=}", f"{x = }", f"{x + 1=}", f"{text=}", f"{text=!s}", f"{x=:>5}", f"{ x =}",
    f"{text=:>6}", f"{3.14159=:.2f}")
print(f"{x=}, {text=}")
