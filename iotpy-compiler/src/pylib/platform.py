# What programs ask of the platform. The answers are those of the compatible CPython on Linux.


def python_version():
    return "3.11.7"


def python_version_tuple():
    return "3", "11", "7"


def python_implementation():
    return "IoTPy"


def python_compiler():
    return ""


def python_build():
    return "", ""


def python_branch():
    return ""


def python_revision():
    return ""


def system():
    return "Linux"


def machine():
    return ""


def node():
    return ""


def release():
    return ""


def version():
    return ""


def processor():
    return ""


def architecture(executable="", bits="", linkage=""):
    return bits or "64bit", linkage


def platform(aliased=False, terse=False):
    return "Linux"
