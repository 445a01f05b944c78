// Runs before the first paint, so that a chosen dark theme never flashes white.
try {
  const theme = localStorage.getItem("parlour:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme holds.
}
