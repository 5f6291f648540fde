"""The pages of the codebook and the criteria."""
