// Reading a message aloud, only with a voice of its language on the device itself: other voices send the text elsewhere.
"use strict";
(() => {
  if (!("speechSynthesis" in window)) return;
  const log = document.getElementById("log");
  const language = document.documentElement.lang;
  const said = JSON.parse(document.getElementById("chat").dataset.words);
  const t = (words) => said[words] ?? words;
  let voice = null;

  const speak = (bubble) => {
    const busy = speechSynthesis.speaking;
    speechSynthesis.cancel();
    if (busy) return; // the second press means: be quiet
    const words = new SpeechSynthesisUtterance([...bubble.querySelectorAll("p")].map((p) => p.textContent).join("\n"));
    words.voice = voice;
    words.lang = voice.lang;
    speechSynthesis.speak(words);
  };

  const dress = (line) => {
    if (line.querySelector(".aloud") || (line.lang && line.lang !== language)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "aloud";
    button.textContent = t("Lees voor");
    button.addEventListener("click", () => speak(line.querySelector(".bubble")));
    line.append(button);
  };

  const look = () => {
    if (voice) return;
    voice = speechSynthesis.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(language));
    if (!voice) return;
    const all = () => log.querySelectorAll(".line.bot").forEach(dress);
    new MutationObserver(all).observe(log, { childList: true });
    all();
  };

  speechSynthesis.addEventListener("voiceschanged", look);
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
  look();
})();
