"""Estimates on plain numbers: leans of outlets, sides."""
