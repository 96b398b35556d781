"""Checking 核对: what a machine could not settle and a person is asked about."""
