"""Makes `models/` of headwater: one encoder, several heads."""
