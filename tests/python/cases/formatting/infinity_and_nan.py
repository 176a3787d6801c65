for x in (float("inf"), float("-inf"), float("nan")):
    print(f"{x}|{x:f}|{x:F}|{x:e}|{x:E}|{x:g}|{x:G}|{x:10}|{x:<10}|{x:010}")
    print(f"{x:+}|{x: }|{x:.2f}|{x:%}|{x:,}|{x:*^+9}")
print("%f %F %e %G %10.2f %-8fx %+f" % (float("inf"), float("inf"), float("nan"), float("-inf"),
    float("inf"), float("nan"), float("inf")))
