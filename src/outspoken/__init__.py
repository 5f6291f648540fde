"""From published testimonies to a checked, citable, safely published study."""
