"""The pages of step 5: the coding screen, rounds, disagreements, agreement, the codebook, prevalence and quotes."""
