// Some minutes without a sign of life: the chat goes out of sight until somebody says that they are there.
// On a device that people share, the page begins again when nobody does.
"use strict";
(() => {
  const chat = document.getElementById("chat").dataset;
  const shared = chat.shared === "ja";
  const PATIENCE = (shared ? 3 : 10) * 60 * 1000;
  const GRACE = 60 * 1000;
  const dialog = document.getElementById("idle");
  if (!dialog.showModal || (shared && chat.begun !== "ja")) return;
  let last = Date.now();
  let before = null;

  const alive = () => {
    if (!dialog.open) last = Date.now();
  };

  const look = () => {
    const silent = Date.now() - last;
    if (shared && silent >= PATIENCE + GRACE) {
      document.dispatchEvent(new Event("start-over"));
    } else if (!dialog.open && silent >= PATIENCE) {
      before = document.activeElement;
      document.documentElement.classList.add("away");
      dialog.showModal();
    }
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
