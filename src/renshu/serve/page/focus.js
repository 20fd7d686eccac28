"use strict";
/* Keys go to the program as soon as there is one, and again when the player comes back. */
(() => {
  const focus = () => document.querySelector(".xterm-helper-textarea")?.focus();
  const watch = () => {
    new MutationObserver(focus).observe(document.body, { attributeFilter: ["class"] });
  };
  window.addEventListener("DOMContentLoaded", watch);
  window.addEventListener("focus", focus);
})();
