// Keys, blurring and the reminder to pause. Every page works without this file.
(() => {
  "use strict";
  const blurButton = document.querySelector("[data-blur]");
  const blurred = () => sessionStorage.getItem("blur") === "yes";
  const showBlur = () => {
    document.documentElement.classList.toggle("blur", blurred());
    if (blurButton) { blurButton.hidden = false; blurButton.setAttribute("aria-pressed", String(blurred())); }
  };
  const toggleBlur = () => { sessionStorage.setItem("blur", blurred() ? "no" : "yes"); showBlur(); };
  showBlur();
  if (blurButton) blurButton.addEventListener("click", toggleBlur);

  const go = (selector) => { const link = document.querySelector(selector); if (link) link.click(); };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "/") {
      const field = document.querySelector("[data-search]");
      if (field) { event.preventDefault(); field.focus(); }
    }
    else if (event.key === "n") { const next = document.querySelector("[data-next]"); if (next) next.focus(); }
    else if (event.key === "j") go("a[rel=next]");
    else if (event.key === "k") go("a[rel=prev]");
    else if (event.key === "b") toggleBlur();
    else { const keyed = document.querySelector(`[data-key~="${CSS.escape(event.key)}"]`); if (keyed) { event.preventDefault(); keyed.click(); } }
  });

  const HALF_AN_HOUR = 30 * 60 * 1000;
  const began = Number(sessionStorage.getItem("began")) || Date.now();
  sessionStorage.setItem("began", String(began));
  const reminder = document.querySelector("[data-pause]");
  if (reminder) {
    setTimeout(() => { reminder.hidden = false; }, Math.max(0, began + HALF_AN_HOUR - Date.now()));
    reminder.querySelector("[data-dismiss]").addEventListener("click", () => {
      reminder.hidden = true;
      sessionStorage.setItem("began", String(Date.now()));
    });
  }
})();
