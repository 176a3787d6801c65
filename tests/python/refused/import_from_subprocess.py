# refuse: 4 import subprocess
def handler(event, context):
    # An import inside a function is refused at compile time as well.
    from subprocess import run
    return run(event["command"]).returncode
