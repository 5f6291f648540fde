"""Step 6, analyse: turn cases into numbers that carry their doubts."""
