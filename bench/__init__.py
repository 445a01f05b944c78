"""The proof: every figure and every promise that Parlour claims comes from here, measured from outside.

Nothing of the product imports this; this imports of the product only its wire and its simulation.
"""
