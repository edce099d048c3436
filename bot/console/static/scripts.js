// Shows the chosen step in its picture, and the end of the conversation. Everything also works without this file.
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
})();
