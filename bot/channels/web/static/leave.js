// Leaving at once. A file of its own, so that it works whatever happens to the rest of the page.
"use strict";
(() => {
  const link = document.getElementById("leave");
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("gesprek") : null;

  const go = (to) => location.replace(to);

  const hide = () => {
    document.documentElement.hidden = true;
    document.body.replaceChildren();
  };

  // Elsewhere, or (on a device that people share) back to the beginning, for whoever comes next.
  const leave = (to = link.dataset.to) => {
    hide();
    if (tabs) tabs.postMessage(to);
    // The server takes the cookie away. Nobody waits for that longer than a moment; keepalive lets it finish.
    const told = fetch("/weg", { method: "POST", keepalive: true }).catch(() => {});
    Promise.race([told, new Promise((done) => setTimeout(done, 400))]).then(() => go(to));
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.getElementById("idle-leave").addEventListener("click", () => leave());
  document.addEventListener("start-over", () => leave(link.dataset.start), { once: true });

  if (tabs) {
    tabs.addEventListener("message", (event) => {
      hide();
      go(event.data);
    });
  }

  let last = -Infinity;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - last < 1500) leave();
    last = event.timeStamp;
  });

  // Back from the browser's memory: ask the server what may be shown now.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
