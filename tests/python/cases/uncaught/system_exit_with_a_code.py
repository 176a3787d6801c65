import sys
def main():
    try:
        print("working")
        sys.exit(3)
    finally:
        print("cleanup")
main()
