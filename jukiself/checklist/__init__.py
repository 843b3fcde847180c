"""What is asked: questions, conditions, rules, and the reading of ``forms/``."""
