"""What people decided of testimonies beside who they are of: which value counts, which testimony counts at all."""
