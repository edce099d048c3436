// Shows the chosen step in its picture, the end of the conversation, and a score when it is there. Everything also works without this file.
"use strict";
(() => {
  const chosen = document.querySelector(".picture .chosen");
  if (chosen) {
    const frame = chosen.closest(".picture");
    const [box, around] = [chosen.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollTop += box.top - around.top - (around.height - box.height) / 2;
    frame.scrollLeft += box.left - around.left - (around.width - box.width) / 2;
  }
  const talk = document.querySelector(".chat");
  if (talk) { talk.scrollTop = talk.scrollHeight; }
  // A page that waits for something being worked out shows it as soon as it is there.
  const wait = document.querySelector("[data-wait]");
  const look = async () => {
    try {
      const answer = await fetch(wait.dataset.wait, { redirect: "error" });
      if (answer.ok && (await answer.json()).ready) { location.reload(); return; }
    } catch { return; }
    setTimeout(look, 2000);
  };
  if (wait) { look(); }
})();
