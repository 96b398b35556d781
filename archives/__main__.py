"""python -m archives"""

from archives.cli import main

main()
