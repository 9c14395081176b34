"""What should be: forms and their blocks, rules as equations, relations, the catalogue. Declarations are checked
when they are built; every one that contradicts itself fails with the form and the label.
"""
