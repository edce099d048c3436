// Ten minutes without a sign of life: the chat goes out of sight until somebody says that they are there.
"use strict";
(() => {
  const PATIENCE = 10 * 60 * 1000;
  const dialog = document.getElementById("idle");
  if (!dialog.showModal) return;
  let last = Date.now();
  let before = null;

  const alive = () => {
    if (!dialog.open) last = Date.now();
  };

  const look = () => {
    if (dialog.open || Date.now() - last < PATIENCE) return;
    before = document.activeElement;
    document.documentElement.classList.add("away");
    dialog.showModal();
  };

  document.getElementById("idle-here").addEventListener("click", () => {
    dialog.close();
    document.documentElement.classList.remove("away");
    last = Date.now();
    if (before) before.focus({ preventScroll: true });
  });
  dialog.addEventListener("cancel", (event) => event.preventDefault()); // Escape does not reveal the chat
  for (const sign of ["keydown", "pointerdown", "input", "scroll"]) {
    document.addEventListener(sign, alive, { passive: true, capture: true });
  }
  document.addEventListener("visibilitychange", look); // a laptop that slept
  setInterval(look, 5000);
})();
