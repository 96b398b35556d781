"""What a sheet tells without its words being understood 图幅与扫描情况: paper, scan, stamped page numbers."""
