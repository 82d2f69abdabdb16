"""Acts on programmes, agencies, rooms and missions."""
