"""Measurements that stand beside the product and do not ship with it."""
