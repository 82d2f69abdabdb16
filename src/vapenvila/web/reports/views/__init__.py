"""Pages of releases: inside, where figures are proposed and released; and outside, where everybody reads them."""
