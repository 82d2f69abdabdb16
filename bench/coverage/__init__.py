"""Does each interval hold the known truth of made-up histories as often as it says?"""
