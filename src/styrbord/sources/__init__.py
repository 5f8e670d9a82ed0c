"""Which outside files can be read? Bytes come in, observations and problems go out."""
