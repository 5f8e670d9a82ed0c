"""Which pages let an editor build and publish pages, and change who sees them?"""
