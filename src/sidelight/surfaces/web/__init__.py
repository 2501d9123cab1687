"""The pages that `sidelight serve` shows, a file each; every page has its JSON twin."""
