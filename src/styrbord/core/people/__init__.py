"""Who may do what: roles, posts and the rights that they give on a day?"""
