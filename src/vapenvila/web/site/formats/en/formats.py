"""Short days in English as in Swedish: year, month, day. Django's own are American, and 11/12 would be read in two ways."""

SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
