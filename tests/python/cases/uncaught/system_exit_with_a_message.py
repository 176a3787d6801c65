import sys
print("before")
sys.exit("could not go on")
