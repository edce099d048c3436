// Leaving at once. A file of its own, so that it works whatever happens to the rest of the page.
"use strict";
(() => {
  const link = document.getElementById("leave");
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("gesprek") : null;

  const go = () => location.replace(link.dataset.to);

  const hide = () => {
    document.documentElement.hidden = true;
    document.body.replaceChildren();
  };

  const leave = () => {
    hide();
    if (tabs) tabs.postMessage("leave");
    // The server takes the cookie away. Nobody waits for that longer than a moment; keepalive lets it finish.
    const told = fetch("/weg", { method: "POST", keepalive: true }).catch(() => {});
    Promise.race([told, new Promise((done) => setTimeout(done, 400))]).then(go);
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.getElementById("idle-leave").addEventListener("click", leave);

  if (tabs) {
    tabs.addEventListener("message", () => {
      hide();
      go();
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
