"""Packages to hand over: BagIt, EEP (DA/T 48-2009) and METS with PREMIS, each written as one ZIP file."""

from archives.packages.bagit import write_bag
from archives.packages.eep import write_eep
from archives.packages.mets import write_mets
from archives.packages.parcel import Parcel, Part

__all__ = ["Parcel", "Part", "write_bag", "write_eep", "write_mets"]
