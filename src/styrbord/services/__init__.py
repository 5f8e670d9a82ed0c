"""What do users do? A module per noun, a function per verb."""
