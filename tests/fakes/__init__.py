"""Stand-ins for the world outside, in the words of the product."""
