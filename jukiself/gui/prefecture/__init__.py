"""The prefecture's pages: a round is asked for, its replies are gathered, looked across, answered and reported."""
