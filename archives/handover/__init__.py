"""移交与接收: packages received from others and taken into the catalogue, and packages made for others."""
