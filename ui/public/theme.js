// Before the first paint: the colours that were chosen here last, or those of the system.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("bytebucket-color-scheme");
  } catch {
    // A browser that keeps nothing gets the colours of the system.
  }
  var isDark =
    chosen === "dark" ||
    (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
})();
