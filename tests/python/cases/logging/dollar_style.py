import logging
def show(fmt):
    r = logging.makeLogRecord({"msg": "m", "levelname": "INFO", "name": "n"})
    try:
        print(repr(logging.Formatter(fmt, style="$").format(r)))
    except Exception as e:
        print(type(e).__name__, e)
for f in ["$message", "${message}x", "$levelname-$name.$message", "$$ $message", "$$$message", "a$$b${name}", "$messagex", "${levelname}$$${name}$name", "$message $", "${message", "$1", "$message$$", "$asctime_"]:
    show(f)
