"""Who joins whom: stable partitions, blocking groups, farsighted stability."""
