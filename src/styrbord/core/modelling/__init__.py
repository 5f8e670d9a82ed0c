"""What does a territory's economy do under other conditions, by equations estimated from its past?"""
