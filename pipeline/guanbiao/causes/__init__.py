"""Why relations are broken: the network of figures and equations, and exact minimal change sets over it. Slips of
hand and sheet speak for one set rather than another; ties are told as ties.
"""
