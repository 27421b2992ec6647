def check(report):
    pass
