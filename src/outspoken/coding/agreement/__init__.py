"""How far coders agree, beyond chance, with intervals; and where they do not."""
