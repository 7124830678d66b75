"""Keys and what they seal. It knows no case, no law and no office: bytes in, bytes out."""
