"""Who promised what by when, was it kept, and what may be done with a promise?"""
