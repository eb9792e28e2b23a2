"""The Universal Knowledge Platform: the reference service that the release gate is proven on."""

SERVICE = "ukp"
__version__ = "0.1.0"
