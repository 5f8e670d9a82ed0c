"""Which formats can be read? One file each, found by this folder alone."""
