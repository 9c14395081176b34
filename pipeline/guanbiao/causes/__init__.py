"""Why relations are broken: the network of figures and equations, exact minimal change sets, and the slips of hand and
sheet that speak for one rather than another."""
