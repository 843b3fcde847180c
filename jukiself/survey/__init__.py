"""Many offices' findings become one survey: who is asked, what came back, what is seen across. Plain data only."""
