// Draws a flame graph of what all CPUs do, for a browser.

run("profile", "--seconds", "1", "--svg", "/tmp/flames.svg");
