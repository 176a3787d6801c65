from mandelbrot import run


def handler(event, context):
    return run(event)
