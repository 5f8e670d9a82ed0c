"""Who does long work beside the site?"""
