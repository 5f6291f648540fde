"""Rounds of coding: which testimonies are drawn, who codes them, and what nobody sees meanwhile."""
