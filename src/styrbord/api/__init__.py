"""What do other programs get? Read access in JSON, CSV and JSON-stat."""
