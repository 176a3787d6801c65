# refuse: 3 __del__
class Port:
    def __del__(self):
        print("closed")


def handler(event, context):
    return str(Port())
