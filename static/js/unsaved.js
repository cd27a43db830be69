// Nothing that somebody typed is lost: leaving asks first, and an ended session gives it back.
"use strict";

window.council = window.council || {};

(function () {
  const prefix = "council-typed:";
  const user = document.body.dataset.user;

  function keyOf(box) {
    return `${prefix}${user}:${location.pathname}:${box.name}`;
  }

  function remember(box) {
    try {
      sessionStorage.setItem(keyOf(box), box.value);
    } catch (error) {
      console.warn("The text could not be kept in this browser.", error);
    }
  }

  function forget(boxes) {
    boxes.forEach((box) => sessionStorage.removeItem(keyOf(box)));
  }

  // A shared computer: the next person must not find the words of the last.
  function forgetOthers() {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix) && user && !key.startsWith(`${prefix}${user}:`)) {
        sessionStorage.removeItem(key);
      }
    }
  }

  function offer(box, kept) {
    const offerBox = document.createElement("div");
    offerBox.className = "council-restore";
    offerBox.setAttribute("role", "region");
    offerBox.setAttribute("aria-label", "Text that was not saved");
    const words = document.createElement("p");
    words.className = "govuk-body";
    words.textContent = "You typed text here that was not saved.";
    const buttons = document.createElement("div");
    buttons.className = "council-buttons";
    buttons.append(
      button("Put it back", "", () => {
        box.value = kept;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        offerBox.remove();
        box.focus();
      }),
      button("Discard it", " govuk-button--secondary", () => {
        sessionStorage.removeItem(keyOf(box));
        offerBox.remove();
        box.focus();
      })
    );
    offerBox.append(words, buttons);
    (box.closest(".govuk-form-group") || box).before(offerBox);
  }

  function button(text, classes, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `govuk-button${classes}`;
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  window.council.guardUnsavedText = function () {
    forgetOthers();
    if (!user) {
      return;
    }
    const boxes = [...document.querySelectorAll('form[method="post"] textarea')];
    const before = new Map(boxes.map((box) => [box, box.value]));
    // What was sent is on its way: if the page after it is another one, it was saved.
    const sent = sessionStorage.getItem(`${prefix}${user}:sent`);
    let leaving = false;

    for (const box of boxes) {
      const kept = sessionStorage.getItem(keyOf(box));
      if (kept !== null && kept !== box.value) {
        offer(box, kept);
      }
      box.addEventListener("input", () => remember(box));
    }
    if (sent && sent !== location.pathname) {
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(`${prefix}${user}:${sent}:`)) {
          sessionStorage.removeItem(key);
        }
      }
      sessionStorage.removeItem(`${prefix}${user}:sent`);
    }
    for (const form of new Set(boxes.map((box) => box.form))) {
      form.addEventListener("submit", () => {
        leaving = true;
        sessionStorage.setItem(`${prefix}${user}:sent`, location.pathname);
      });
    }
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && boxes.some((box) => box.value !== before.get(box))) {
        event.preventDefault();
      }
    });
    window.council.forgetTyped = () => forget(boxes);
  };
})();
