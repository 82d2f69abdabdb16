"""The measurements themselves: peers left out by name, aims judged by the clock."""
