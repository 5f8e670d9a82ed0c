"""What is decided, from which options, why, and did it do what was expected?"""
