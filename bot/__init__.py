"""herstelbot: the first conversation before restorative mediation (herstelbemiddeling)."""
