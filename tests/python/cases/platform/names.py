import platform

print(platform.system(), platform.python_version().startswith("3."), len(platform.python_version_tuple()))
print(isinstance(platform.node(), str), isinstance(platform.machine(), str), isinstance(platform.platform(), str))
print(".".join(platform.python_version_tuple()) == platform.python_version())
