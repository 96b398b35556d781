"""Hand-over packages of strangers: BagIt (RFC 8493), EEP (DA/T 48-2009), and tables with a folder of scans.

What is in this package runs in the limited child process only; `ingest.receiving` is its door.
"""
