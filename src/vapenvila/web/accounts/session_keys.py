"""What a session keeps about how and when the person signed in."""

VOUCHED = "agency_vouches"  # the agency's provider asked for a second factor
SIGNED_IN_AT = "signed_in_at"  # seconds since 1970
