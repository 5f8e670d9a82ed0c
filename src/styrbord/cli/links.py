"""What does the terminal print for someone who is to sign in?"""


def sign_in(secret: str, *, port: int, site: str | None = None) -> str:
    """Address at which a secret signs in."""
    address = site or f"http://127.0.0.1:{port}"
    return f"{address.rstrip('/')}/en/sign-in/?key={secret}"
