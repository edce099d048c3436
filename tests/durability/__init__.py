"""Nothing lost, never deaf: the whole program as a process of its own, killed and troubled while people chat."""
