"""Secrets in everything that people read: found in any encoding, whole or cut, and taken out."""
