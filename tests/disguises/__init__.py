"""Forms as people really file them: official sheets put into other layouts that mean the same, and what the product may
say of each. A disguise is a small pure function; which of them are not supported yet stands in `NOT_YET`."""
